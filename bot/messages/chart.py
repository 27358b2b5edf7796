"""The chart and its words: a title that states the finding, and a text for those who do not see it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.facts.summaries import ChartFacts
from bot.messages import figures
from bot.messages.blocks import context, picture
from bot.messages.phrases import Phrases
from bot.mrkdwn import clip, plain
from bot.ports import ChartSpec, Mark, Rendered
from domain.period import Period
from domain.priority import Indicator
from domain.status import Standing

FEW = 3  # periods without a figure that are named; of more it is said how many
TITLE = 60  # characters of a priority's title, so that the finding is never what is cut


def chart(facts: ChartFacts) -> Rendered:
    """Last in a summary's thread: the picture, and the age and source of its data."""
    standing, indicator = facts.standing, facts.indicator
    finding = finding_title(standing, indicator, facts.title, facts.missing)
    say = Phrases(
        "chart",
        facts=facts,
        finding=finding,
        year=facts.as_of.year,
        period=standing.period if standing else None,
        source=source(indicator),
    )
    spec = completed(facts.chart, indicator, finding, _age(facts))
    text = alt_text(spec, indicator)
    blocks = [*([picture(text)] if spec else []), context(say("age"))]
    return Rendered(plain(f"{say('text')} {say('age')}"), tuple(blocks), spec, text)


def _age(facts: ChartFacts) -> str:
    """In full, as a picture may be seen anywhere: "Data as of 10 Oct 2017, up to Sep 2017."."""
    up_to = f", up to {facts.standing.period.short}" if facts.standing else ""
    return f"Data as of {facts.as_of.day} {facts.as_of:%b %Y}{up_to}."


def finding_title(standing: Standing | None, indicator: Indicator, title: str, missing: Period | None = None) -> str:
    """ "Emergency waits: 89.67 % in Sep 2017, slightly behind the 90.00 expected". Plain text, for a picture.

    An old value never stands for one that is missing: "Emergency waits: no figure for Sep 2017; 90.30 % in Aug 2017".
    """
    title = clip(title, TITLE)
    if standing is None:
        return f"{title}: no figure yet"
    late = f"no figure for {missing.short}; " if missing else ""
    value = f"{title}: {late}{indicator.print(standing.actual)} in {standing.period.short}"
    if standing.expected is None:
        return f"{value}, unrated"
    joint = "with" if standing.status.value == "on trajectory" else ""
    words = f"{standing.status.value} {joint}".strip()
    return f"{value}, {words} {_expected(indicator, standing)}"


def completed(spec: ChartSpec | None, indicator: Indicator, finding: str, age: str) -> ChartSpec | None:
    """The marks with their words: the finding, what each mark is, how old the data are and where they come from."""
    if spec is None:
        return None
    hollow = "A hollow point is provisional." if spec.provisional else ""
    return replace(
        spec,
        title=finding,
        subtitle=figures.big(figures.what(indicator)),
        baseline=_labelled(spec, spec.baseline, "baseline", indicator),
        target=_labelled(spec, spec.target, "target", indicator, dated=True),
        interim=_all_labelled(spec, spec.interim, "interim target", indicator),
        earlier=_all_labelled(spec, spec.earlier, "earlier target", indicator, dated=True),
        latest=_latest(spec, indicator),
        path_name="trajectory",
        limits_name="usual variation",
        band_name="past figures alone:\n8 in 10",
        note=" ".join(part for part in (age, hollow, source(indicator)) if part),
    )


def alt_text(spec: ChartSpec | None, indicator: Indicator) -> str:
    """What a completed picture shows, for those who do not see it, the most important first; empty without one."""
    if spec is None:
        return ""
    known = [(at, value) for at, value in enumerate(spec.values) if value is not None]
    if not known:
        return ""
    first, last = known[0][0], known[-1][0]
    gaps = [spec.labels[at] for at in range(first, last) if spec.values[at] is None]
    span = f"Line chart of {figures.what(indicator)}, {spec.labels[first]} to {spec.labels[last]}"
    parts = [f"{spec.title}.", f"{span}{_gaps(gaps)}.", *_extremes(spec, indicator, known), *_agreed(spec, indicator)]
    return " ".join([*parts, *_usual(spec, indicator), *_events(spec)])


def source(indicator: Indicator) -> str:
    """Where the data come from and under which licence; empty when the plan does not say."""
    if not indicator.source:
        return ""
    licence = f" ({indicator.licence})" if indicator.licence and indicator.licence not in indicator.source else ""
    return f"Source: {indicator.source}{licence}"


def _expected(indicator: Indicator, standing: Standing) -> str:
    assert standing.expected is not None, "nothing was expected"
    return f"the {figures.bare(indicator, standing.expected)} expected"


def _latest(spec: ChartSpec, indicator: Indicator) -> str:
    """ "89.67 %" over "Sep 2017"."""
    known = [(at, value) for at, value in enumerate(spec.values) if value is not None]
    if not known:
        return ""
    at, value = known[-1]
    return f"{_number(indicator, value)}\n{spec.labels[at]}{', provisional' if at in spec.provisional else ''}"


def _labelled(
    spec: ChartSpec, mark: Mark | None, name: str, indicator: Indicator, *, dated: bool = False
) -> Mark | None:
    """ "target 95 %" over "Mar 2018"."""
    if mark is None:
        return None
    label = f"{name} {figures.trimmed(indicator, Decimal(str(mark.value)))}"
    return replace(mark, label=f"{label}\n{spec.labels[mark.position]}" if dated else label)


def _all_labelled(
    spec: ChartSpec, marks: tuple[Mark, ...], name: str, indicator: Indicator, *, dated: bool = False
) -> tuple[Mark, ...]:
    return tuple(one for mark in marks if (one := _labelled(spec, mark, name, indicator, dated=dated)))


def _gaps(periods: list[str]) -> str:
    if not periods:
        return ""
    return f"; no figure for {', '.join(periods) if len(periods) <= FEW else f'{len(periods)} periods'}"


def _extremes(spec: ChartSpec, indicator: Indicator, known: list[tuple[int, float]]) -> Iterator[str]:
    low, high = min(known, key=lambda one: one[1]), max(known, key=lambda one: one[1])
    if low[1] < high[1]:
        lowest, highest = (f"{_number(indicator, one[1])} in {spec.labels[one[0]]}" for one in (low, high))
        yield f"Lowest: {lowest}; highest: {highest}."


def _agreed(spec: ChartSpec, indicator: Indicator) -> Iterator[str]:
    """The target first, as what is cut is cut at the end."""
    targets = [("Target", [spec.target]), ("Earlier target", spec.earlier), ("Interim target", spec.interim)]
    for name, marks in (*targets, ("Baseline", [spec.baseline])):
        said = [
            f"{figures.trimmed(indicator, Decimal(str(mark.value)))} in {spec.labels[mark.position]}"
            for mark in marks
            if mark is not None
        ]
        if said:
            yield f"{name}: {', '.join(said)}."


def _usual(spec: ChartSpec, indicator: Indicator) -> Iterator[str]:
    if spec.limits:
        usual = spec.limits[-1]
        yield f"Usual variation: {figures.rough(indicator, usual.low)} to {figures.rough(indicator, usual.high)}."
    if spec.band:
        at, low, high = spec.band[-1]
        ends = f"{figures.rough(indicator, low)} to {figures.rough(indicator, high)}"
        yield f"Past figures alone lead to {ends} in {spec.labels[at]}, 8 times in 10."


def _events(spec: ChartSpec) -> Iterator[str]:
    if spec.provisional:
        yield f"Provisional: {', '.join(spec.labels[at] for at in spec.provisional)}."
    for one in spec.breaks:
        yield f"Counted in another way from {spec.labels[one.position]} on: {one.label}."
    if spec.interventions:
        yield f"Interventions: {'; '.join(f'{one.label} ({spec.labels[one.position]})' for one in spec.interventions)}."


def _number(indicator: Indicator, value: float) -> str:
    return indicator.print(Decimal(str(value)))
