"""What an average hides."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.priority import Polarity
from domain.subgroups import Spread, Subgroup, Subgroups, aim, hidden, spread
from tests.domain.builders import indicator, target

GOAL = target("Sep 2017", 90)


def groups(**values: str) -> list[Subgroup]:
    return [Subgroup(name, Decimal(value)) for name, value in values.items()]


def found(*, comparator: str = ">=", polarity: Polarity = Polarity.HIGHER, **values: str) -> Spread:
    one = indicator(decimals=1, polarity=polarity)
    return spread(one, target("Sep 2017", 90, comparator), groups(**values))


def test_subgroups_are_counted_against_the_target_and_the_worst_three_are_named() -> None:
    stands = found(north="96.0", south="81.5", east="90.0", west="88.2", centre="89.9")
    assert (stands.count, stands.on_target, stands.share_on_target) == (5, 2, Decimal("0.4"))
    assert [one.name for one in stands.worst] == ["south", "west", "centre"]
    assert (stands.best.name, stands.middle, stands.width) == ("north", Decimal("89.9"), Decimal("14.5"))


def test_where_lower_is_better_the_worst_are_the_highest() -> None:
    stands = found(comparator="<=", polarity=Polarity.LOWER, north="96.0", south="81.5", east="90.0", west="88.2")
    assert [one.name for one in stands.worst] == ["north", "east", "west"]
    assert (stands.on_target, stands.best.name, stands.middle) == (3, "south", Decimal("89.1"))


def test_what_is_compared_is_what_is_printed_by_the_comparator() -> None:
    assert found(north="89.95").on_target == 1
    assert found(north="89.94").on_target == 0
    assert found(comparator=">", north="90.04").on_target == 0


def test_equal_values_are_in_the_order_of_their_names_and_few_subgroups_are_all_named() -> None:
    assert [one.name for one in found(west="80", east="80").worst] == ["east", "west"]
    assert found(west="80", east="80").width == 0


def test_a_whole_that_meets_its_target_may_hide_parts_that_miss_it() -> None:
    stands = found(north="96.0", south="81.5")
    assert hidden(stands, whole_on_target=True) == 1
    assert hidden(stands, whole_on_target=False) == 0


def test_subgroups_that_cannot_be_told_apart_or_read_are_refused() -> None:
    with pytest.raises(Refused, match="no subgroup"):
        spread(indicator(), GOAL, [])
    with pytest.raises(Refused, match="“north” stands twice"):
        spread(indicator(), GOAL, [*groups(north="90"), *groups(north="91")])
    for name, value in (("north", "NaN"), ("north", "Infinity"), (" ", "90")):
        with pytest.raises(Refused) as refusal:
            Subgroup(name, Decimal(value))
        assert refusal.value.field == "subgroups"


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=30), st.sampled_from(Polarity))
def test_the_order_in_which_subgroups_are_given_makes_no_difference(values: list[Decimal], polarity: Polarity) -> None:
    given_groups = [Subgroup(f"site {n}", value) for n, value in enumerate(values)]
    one = indicator(decimals=1, polarity=polarity)
    goal = target("Sep 2017", 50, ">=" if polarity is Polarity.HIGHER else "<=")
    stands = spread(one, goal, given_groups)
    assert stands == spread(one, goal, given_groups[::-1])
    assert stands.width == max(values) - min(values)
    assert min(values) <= stands.middle <= max(values)
    assert 0 <= stands.on_target <= stands.count == len(values)


def test_they_are_held_against_the_next_target_and_after_the_last_against_that() -> None:
    interim, last = target("Sep 2017", 90), target("Mar 2018", 95)
    assert aim((last, interim), interim.period) is interim
    assert aim((interim, last), interim.period.next()) is last
    assert aim((interim, last), last.period.next()) is last
    assert aim((), last.period) is None


@pytest.mark.parametrize("names", [("North", "north"), ("North", " "), ()])
def test_their_names_are_told_apart(names: tuple[str, ...]) -> None:
    if not names:
        assert Subgroups("hospitals", names).names == ()
        return
    with pytest.raises(Refused):
        Subgroups("hospitals", names)
