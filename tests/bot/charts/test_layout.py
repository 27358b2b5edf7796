"""Where things are on the picture, for every kind of chart that a unit may have: by geometry, not by pixels."""

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

import pytest

from bot.charts.geometry import Box, Line, Sheet
from bot.charts.layout import layout
from bot.charts.style import BLUE, DASHED, DOTTED, HEIGHT, INK, RUST, WIDTH
from bot.ports import ChartSpec, Event, Limits, Mark
from tests.bot.charts.specimens import chart, line, specimens, waits
from tests.bot.charts.specs import WAITS

CANVAS = Box(0, 0, WIDTH, HEIGHT)
SPECIMENS = specimens()
PHONE = WIDTH / 360  # the picture is that much larger than on a phone
SMALLEST = 8.0  # pixels of a letter's size on a phone


def said(sheet: Sheet) -> set[str]:
    return {one.text for one in sheet.words}


def history(sheet: Sheet) -> list[Line]:
    return [one for one in sheet.lines if one.colour == BLUE and one.width > 4]


def near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 1 and abs(one[1] - other[1]) < 1


@pytest.mark.parametrize("spec", SPECIMENS.values(), ids=SPECIMENS)
def test_no_text_lies_on_another_and_nothing_leaves_the_picture(spec: ChartSpec) -> None:
    sheet = layout(spec)
    for one, other in combinations(sheet.words, 2):
        assert not one.box.meets(other.box), (one.text, other.text)
    assert [one.text for one in sheet.words if not CANVAS.holds(one.box)] == []
    assert [one for one in sheet.spots if not CANVAS.holds(one.box)] == []
    points = [
        *(point for one in sheet.lines for point in one.points),
        *(at for one in sheet.areas for at in one.points),
    ]
    assert [point for point in points if not (0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT)] == []


@pytest.mark.parametrize("spec", SPECIMENS.values(), ids=SPECIMENS)
def test_every_letter_can_be_read_on_a_phone(spec: ChartSpec) -> None:
    assert min(one.size for one in layout(spec).words) / PHONE >= SMALLEST


@pytest.mark.parametrize("spec", SPECIMENS.values(), ids=SPECIMENS)
def test_the_latest_value_the_targets_and_each_line_are_named(spec: ChartSpec) -> None:
    texts = " ".join(one.text for one in layout(spec).words)
    names = [spec.latest, spec.target.label if spec.target else "", *(one.label for one in spec.earlier)]
    names += [spec.path_name] if any(one is not None for one in spec.expected) else []
    names += [spec.limits_name] if spec.limits else []
    names += [spec.band_name] if spec.band else []
    for word in " ".join(names).split():
        assert word in texts


@pytest.mark.parametrize("spec", SPECIMENS.values(), ids=SPECIMENS)
def test_the_axis_has_a_few_round_numbers(spec: ChartSpec) -> None:
    sheet = layout(spec)
    rows = [one for one in sheet.words if one.size == 27 and one.box.right < sheet.lines[0].points[0][0]]
    assert 2 <= len(rows) <= 7
    assert len({one.text for one in rows}) == len(rows)


def test_a_title_of_two_hundred_letters_is_there_in_whole() -> None:
    title = SPECIMENS["long words"].title
    assert len(title) > 190
    lines = [one.text for one in layout(SPECIMENS["long words"]).words if one.bold and one.size < 38]
    assert " ".join(lines) == title


def test_a_longer_one_is_cut_and_the_cut_is_shown() -> None:
    lines = [one.text for one in layout(replace(waits(), title="word " * 100)).words if one.bold and one.size < 38]
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_a_letter_that_no_font_here_has_is_a_box() -> None:
    assert "\U00012000" not in "".join(said(layout(replace(waits(), title="Before \U00012000 after"))))
    assert "Before □ after" in said(layout(replace(waits(), title="Before \U00012000 after")))


def test_lines_begin_and_end_where_their_values_are() -> None:
    sheet = layout(waits())
    (seen,) = history(sheet)
    (path,) = [one for one in sheet.lines if one.dashes == DASHED]
    assert (len(seen.points), len(path.points)) == (18, 13)
    baseline = next(one for one in sheet.spots if one.shape == "square")
    target = next(one for one in sheet.spots if one.colour == RUST and one.shape == "circle")
    assert near(path.points[0], baseline.at)
    assert near(path.points[-1], target.at)
    assert target.at[1] > baseline.at[1]


def test_a_gap_is_a_gap_and_a_value_between_two_stands_alone() -> None:
    sheet = layout(SPECIMENS["gaps"])
    (seen,) = history(sheet)
    assert len(seen.points) == 3
    blue = sorted(one.at[0] for one in sheet.spots if one.colour == BLUE)
    steps = [later - one for one, later in pairwise(blue)]
    assert [round(step / steps[0]) for step in steps] == [1, 1, 2, 3]


def test_no_line_leads_over_a_change_in_the_way_of_counting_which_is_marked_between_the_two() -> None:
    sheet = layout(SPECIMENS["another way of counting"])
    before, after = history(sheet)
    assert (len(before.points), len(after.points)) == (9, 9)
    (cut,) = [one for one in sheet.lines if one.dashes and one.colour == INK]
    assert before.points[-1][0] < cut.points[0][0] < after.points[0][0]
    assert "counted anew: type 3 included" in said(sheet)
    assert len([one for one in sheet.lines if one.dashes == DOTTED]) == 4


def test_what_is_provisional_is_hollow() -> None:
    hollow = [one for one in layout(waits()).spots if one.hollow and one.colour == BLUE]
    assert len(hollow) == 1
    assert near(hollow[0].at, history(layout(waits()))[0].points[-1])


def test_earlier_targets_are_hollow_beside_the_one_that_holds() -> None:
    sheet = layout(SPECIMENS["re-baselined"])
    earlier = [one for one in sheet.spots if one.shape == "diamond"]
    assert [one.hollow for one in earlier] == [True]
    assert {"earlier target 95 %", "Mar 2018", "target 95 %", "Mar 2019"} <= said(sheet)


def test_interventions_stand_at_their_dates_with_their_names() -> None:
    sheet = layout(waits())
    poles = [one for one in sheet.lines if one.width == 3.5]
    places = [history(sheet)[0].points[at][0] for at in (8, 14)]
    assert [pole.points[0][0] for pole in poles[:2]] == pytest.approx(places)
    assert {"Streaming at the front door", "GPs in A&E", "Winter drive"} <= said(sheet)


def test_the_outlook_opens_from_the_latest_value() -> None:
    (band,) = layout(waits()).areas
    latest = history(layout(waits()))[0].points[-1]
    assert near(band.points[0], latest)
    assert near(band.points[-1], latest)
    assert min(x for x, _ in band.points) == pytest.approx(latest[0])


def test_no_number_beside_the_axis_is_beyond_what_is_possible() -> None:
    sheet = layout(SPECIMENS["all at the bound"])
    assert "100" in said(sheet)
    assert not {"102", "104", "105"} & said(sheet)


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ([1e15, 1e15 - 0.125, 1e15], ["960 tn", "980 tn", "1,000 tn", "1,020 tn", "1,040 tn"]),
        ([-1e15, 1e15], ["-1,000 tn", "-500 tn", "0", "500 tn", "1,000 tn"]),
        ([2_500_000.0, 3_500_000.0], ["2.50 m", "2.75 m", "3.00 m", "3.25 m", "3.50 m"]),
        ([5e-7, 6e-7], ["5e-07", "5.25e-07", "5.5e-07", "5.75e-07", "6e-07"]),
        ([0.0, 0.0], ["-1", "0", "1"]),
    ],
)
def test_numbers_beside_the_axis_are_written_as_large_as_they_are(values: list[float], numbers: list[str]) -> None:
    sheet = layout(chart("A title", values, decimals=0, latest="now"))
    found = [one.text for one in sheet.words if one.size == 27 and one.box.right < sheet.lines[0].points[0][0]]
    assert found == numbers


def test_limits_and_outlook_that_are_far_away_do_not_press_the_values_flat() -> None:
    wild = replace(waits(), limits=(Limits(0, 17, -500.0, 600.0),), band=((18, -900.0, 2000.0),))
    (seen,) = history(layout(wild))
    heights = [y for _, y in seen.points]
    assert max(heights) - min(heights) > 60


@pytest.mark.parametrize(
    ("count", "step"), [(24, 3), (40, 6), (60, 12), (240, 36)], ids=["quarters", "half years", "years", "three years"]
)
def test_periods_are_named_at_even_parts_of_a_year_the_latest_among_them(count: int, step: int) -> None:
    spec = chart("A title", [float(at % 7) for at in range(count)], latest="now")
    ticks = [one.points[0][0] for one in layout(spec).lines if one.points[1][1] < one.points[0][1]]
    last = history(layout(spec))[0].points
    period = last[1][0] - last[0][0]
    assert ticks[-1] == pytest.approx(last[-1][0])
    assert [round((later - one) / period) for one, later in pairwise(ticks)] == [step] * (len(ticks) - 1)


def test_a_year_is_said_once() -> None:
    texts = [one.text for one in layout(waits()).words]
    assert [texts.count(year) for year in ("2016", "2017", "2018")] == [1, 1, 1]


def test_a_label_far_from_its_mark_has_a_line_to_it() -> None:
    crowded = replace(waits(), baseline=Mark(11, 90.01, "a baseline with a very long name"))
    sheet = layout(crowded)
    name = next(one for one in sheet.words if one.text.startswith("a baseline"))
    square = next(one for one in sheet.spots if one.shape == "square")
    far = max(name.box.left - square.at[0], square.at[0] - name.box.right, 0) + max(
        name.box.bottom - square.at[1], square.at[1] - name.box.top, 0
    )
    led = [one for one in sheet.lines if one.width == 1.5 and near(one.points[1], square.at)]
    assert bool(led) == (far > 60)


def test_a_hundred_interventions_are_a_hundred_ticks() -> None:
    spec = replace(WAITS, interventions=tuple(Event(at % 24, f"Measure {at}") for at in range(100)))
    assert len([one for one in layout(spec).lines if one.width == 3.5]) == 100


def test_labels_never_meet_whatever_is_on_a_chart() -> None:
    chance = Random(7)
    for spec in (chance_chart(chance) for _ in range(40)):
        words = layout(spec).words
        met = [(one.text, other.text) for one, other in combinations(words, 2) if one.box.meets(other.box)]
        assert met == [], spec
        assert [one.text for one in words if not CANVAS.holds(one.box)] == [], spec


def chance_chart(chance: Random) -> ChartSpec:
    """Of any length and size, with any number of marks."""
    count = chance.randint(2, 130)
    seen = chance.randint(1, count)
    size = 10.0 ** chance.randint(-6, 14)
    values = [None if chance.random() < 0.2 else chance.gauss(0, 1) * size for _ in range(seen)]
    values[-1] = chance.gauss(5, 1) * size

    def mark(name: str) -> Mark:
        return Mark(
            chance.randrange(count), chance.gauss(0, 3) * size, f"{name} {chance.gauss(0, 3) * size:,.2f} units"
        )

    def events(name: str) -> tuple[Event, ...]:
        places = sorted(chance.sample(range(count), min(count, chance.randint(0, 9))))
        return tuple(Event(at, f"{name} " * chance.randint(1, 12)) for at in places)

    return chart(
        "A title of words " * chance.randint(1, 15),
        values,
        count,
        expected=line(count, 0, -size, count - 1, size * 3),
        baseline=mark("baseline"),
        target=mark("target"),
        interim=tuple(mark("interim target") for _ in range(chance.randint(0, 8))),
        earlier=tuple(mark("earlier target") for _ in range(chance.randint(0, 2))),
        limits=(Limits(0, seen - 1, -2 * size, 2 * size),),
        band=tuple((at, -size, size * 2) for at in range(seen, min(count, seen + 12))),
        interventions=events("intervention"),
        breaks=events("break")[:2],
        note="words " * chance.randint(0, 60),
    )
