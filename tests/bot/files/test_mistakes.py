"""Whoever wrote a plan is told each mistake in it, at once, with its line and its mend."""

import pytest

from tests.bot.files.example import TEXT, changed, line_of, told

FIGURE = "{period: Apr 2016, value: 90.04, numerator: 1681659, denominator: 1867781}"
INTERIM = '{period: Sep 2017, value: 90, comparator: ">", interim: true}'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "polarity: higher",
            "polarity: higher\n      together: {every: week}",
            "priorities.A1.indicator.together: A week is not made up of whole months like Mar 2017. Choose a longer "
            "one that is, or leave it out.",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: 90.04, subgroups: {Northtown: 88.1}}",
            "priorities.A1.history.1.subgroups.Northtown: is not one of the indicator's subgroups; add it to their "
            "names, or correct it",
        ),
        (
            FIGURE,
            '{period: Apr 2016, value: "90,04"}',
            "priorities.A1.history.1.value: “90,04” is not a clear number; write digits with a point for decimals, "
            "like 89.67",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: .nan}",
            "priorities.A1.history.1.value: “.nan” is not a clear number; write digits with a point for decimals, "
            "like 89.67",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: 90.04, numerator: 1681659}",
            "priorities.A1.history.1: has only one of numerator and denominator; give both, or neither",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: 90.04, numerator: 2000000, denominator: 1867781}",
            "priorities.A1.history.1.numerator: 2,000,000 of 1,867,781 is more than all of them. Are the two numbers "
            "exchanged? Type the part first, then the whole.",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: 80.04, numerator: 1681659, denominator: 1867781}",
            "priorities.A1.history.1.value: 1,681,659 of 1,867,781 is 90.04 %, not 80.04 %. Which one is right?",
        ),
        (
            FIGURE,
            "{period: Apr 2016, value: 190.04}",
            "priorities.A1.history.1.value: 190.04 % is out of range. It must lie between 0 and 100. "
            "Please check the digits.",
        ),
        (
            "{period: Apr 2016, value: 182400}",
            "{period: Apr 2016, value: 182400, numerator: 1, denominator: 2}",
            "priorities.B1.history.1: has a numerator and a denominator, and the indicator does not say what they are; "
            "name them there",
        ),
        (
            "{period: May 2016, value: 197101}",
            "{period: Apr 2016, value: 182400}",
            "priorities.B1.history.2.period: Apr 2016 stands twice; keep one",
        ),
        (
            INTERIM,
            '{period: Sept 17, value: 90, comparator: ">", interim: true}',
            "priorities.A1.targets.1.period: “Sept 17” is not a period; write it like “Sep 2017”",
        ),
        (
            INTERIM,
            '{period: Q3 2017, value: 90, comparator: ">", interim: true}',
            "priorities.A1.targets.1.period: “Q3 2017” is no month, and the indicator has a value every month",
        ),
        (
            INTERIM,
            '{period: Feb 2017, value: 90, comparator: ">", interim: true}',
            "priorities.A1.targets.1.period: “Feb 2017” is not after the baseline's, Mar 2017; correct one of them",
        ),
        (
            INTERIM,
            '{period: Sep 2017, value: 90, comparator: "<", interim: true}',
            "priorities.A1.targets.1.comparator: “<” contradicts the polarity, higher is better; change one of them",
        ),
        (
            INTERIM,
            '{period: Sep 2017, value: 900, comparator: ">", interim: true}',
            "priorities.A1.targets.1.value: “900” is out of the indicator's range, 0 to 100; check the digits",
        ),
        (
            INTERIM,
            '{period: Sep 2017, value: 90.005, comparator: ">", interim: true}',
            "priorities.A1.targets.1.value: “90.005” has more than 2 decimals; round it, or give the indicator more",
        ),
        (
            INTERIM,
            '{period: Sep 2017, value: 90, comparator: ">", interim: perhaps}',
            "priorities.A1.targets.1.interim: “perhaps” is neither true nor false; write one of them",
        ),
        (
            "range: [0, 100]",
            "range: [100, 0]",
            "priorities.A1.indicator.range: ends before it begins; write the lower limit first",
        ),
        (
            "lag: 7 working days",
            "lag: a week",
            "priorities.A1.indicator.lag: “a week” is not a lag; write it like 7 working days, or 10 days",
        ),
        (
            "frequency: month",
            "frequency: fortnight",
            "priorities.A1.indicator.frequency: “fortnight” is not known; use 'week', 'month', 'quarter', "
            "'fiscal quarter', 'four-week', 'school year' or 'year'",
        ),
        (
            "decimals: 2",
            "decimals: two",
            "priorities.A1.indicator.decimals: “two” is not a whole number; write digits only",
        ),
        (
            "visibility: all",
            "visibility: everyone",
            "priorities.A1.visibility: “everyone” is not known; use all, leaders or unit, or list people, like "
            "[hospitals-director]",
        ),
        (
            "visibility: all",
            "visibility: [principal, somebody]",
            "priorities.A1.visibility.2: “somebody” is not listed under people; add them there, or correct the name",
        ),
        (
            "visibility: all",
            "visibility: [principal, unit-head]",
            "priorities.A1.visibility: the unit’s channel tells all of the unit about each priority; "
            "add unit-staff here",
        ),
        (
            "leader: hospitals-director",
            "leader: somebody",
            "priorities.A1.leader: “somebody” is not listed under people; add them there, or correct the name",
        ),
        (
            'channel: "#emergency-waits"',
            'channel: "emergency waits"',
            "priorities.A1.channel: “emergency waits” is not a channel; write its name with #, in small letters and in "
            'quotes, like "#emergency-waits"',
        ),
        ('time: "10:00"', "time: 10", 'routine.time: “10” is not a time; write it like "10:00"'),
        ("key: B1", "key: A1", "priorities.A1.key: “A1” stands twice; give each priority a key of its own"),
        (
            "key: A1",
            "key:",
            "priorities.1.key: is empty; fill it in, or leave the line out if it may be missing",
        ),
        (
            "title: Emergency waits",
            "title: [Emergency, waits]",
            "priorities.A1.title: is a list or has fields, and should be a text; write it on one line",
        ),
        (
            "title: Emergency waits",
            "titel: Emergency waits",
            "priorities.A1.titel: is not a field of a plan here; check its spelling and how far in it stands",
        ),
        (
            "{period: Jul 2016, value: 90.29",
            "{period: Q3 2016, value: 90.29",
            "priorities.A1.history.4.period: “Q3 2016” is no month, and the indicator has a value every month",
        ),
        (
            "baseline: {period: Mar 2017",
            "baseline: {period: Q1 2017",
            "priorities.A1.baseline.period: “Q1 2017” is no month, and the indicator has a value every month",
        ),
        (
            "{period: Apr 2017, expected: 90.00}",
            "{period: Q2 2017, expected: 90.00}",
            "priorities.A1.trajectory.points.2.period: “Q2 2017” is no month, and the indicator has a value every month",  # noqa: E501 - one sentence, as it is told
        ),
        (
            "{period: Apr 2017, expected: 90.00}",
            "{period: Apr 2017, expected: 9000}",
            "priorities.A1.trajectory.points.2.expected: “9000” is out of the indicator's range, 0 to 100; check the "
            "digits",
        ),
        (
            "{period: Mar 2017, value: 195626}",
            "{period: Mar 2017, value: -195626}",
            "priorities.B1.baseline.value: “-195626” is out of the indicator's range, 0 to 2000000; check the digits",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_mend(old: str, new: str, said: str) -> None:
    text = changed((old, new))
    line = line_of(TEXT, old) + new.count("\n")
    assert f"plan.yaml:{line}: {said}" in told(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    baseline: {period: Mar 2017, value: 90.01}\n",
            "",
            "priorities.A1.baseline: is missing; a target needs one",
        ),
        ("{period: Mar 2017, value: 90.01}\n", "\n", "priorities.A1.baseline: is missing; a target needs one"),
        (
            "expected: 90.01}",
            "expected: 90.02}",
            "priorities.A1.trajectory: The trajectory starts at 90.02 % in Mar 2017, the baseline is 90.01 % in "
            "Mar 2017. Start it at the baseline.",
        ),
        (
            "expected: 95}",
            "expected: 94}",
            "priorities.A1.trajectory: The trajectory ends at 94.00 % in Mar 2018, the target is 95.00 % in Mar 2018. "
            "End it at the target.",
        ),
        (
            "{period: Apr 2017, expected: 90.00}",
            "{period: Feb 2017, expected: 90.00}",
            "priorities.A1.trajectory: Feb 2017 does not come after Mar 2017. List each period once, the earliest "
            "first.",
        ),
        (
            "      numerator: Patients seen",
            "      #",
            "priorities.A1.indicator: has only one of numerator and denominator",
        ),
    ],
)
def test_what_does_not_fit_together_is_told(old: str, new: str, said: str) -> None:
    assert any(said in one for one in told(changed((old, new))))


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = changed(
        ("  zone: Europe/London", "  zone: London"),
        ("chair: unit-head", "chair: somebody"),
        ("lag: 7 working days", "lag: soon"),
        ("leader: hospitals-director", "leader: somebody-else"),
        ('comparator: "<="', 'comparator: ">="'),
        ("value: 182400", "value: many"),
        ("{period: Sep 2017, value: 90, ", "{period: Sep 2017, value: 90, by: me, "),
    )
    places = [one.split(": ")[1] for one in told(text)]
    assert places == [
        "unit.zone",
        "routine.chair",
        "priorities.A1.leader",
        "priorities.A1.indicator.lag",
        "priorities.A1.targets.1.by",
        "priorities.B1.history.1.value",
    ]
    mended = changed(('comparator: "<="', 'comparator: ">="'), ("  zone: Europe/London", "  zone: London"))
    assert [one.split(": ")[1] for one in told(mended)] == ["unit.zone", "priorities.B1.targets.1.comparator"]


def test_people_that_are_missing_altogether_are_told_once() -> None:
    places = [one.split(": ")[1] for one in told(changed(("people:", "peeple:")))]
    assert places == ["people", "peeple"]


def test_an_empty_plan_names_all_that_a_plan_has() -> None:
    assert told("{}") == [
        f"plan.yaml:1: {part}: is missing; add it" for part in ("unit", "people", "routine", "priorities")
    ]
