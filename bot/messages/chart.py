"""The chart and its words: a title that states the finding, and a text for those who do not see it."""

from dataclasses import replace
from decimal import Decimal

from bot.facts.summaries import ChartFacts
from bot.messages import figures
from bot.messages.blocks import context, picture
from bot.messages.phrases import Phrases
from bot.mrkdwn import plain
from bot.ports import ChartSpec, Mark, Rendered
from domain.priority import Indicator
from domain.status import Standing


def chart(facts: ChartFacts) -> Rendered:
    """Last in a summary's thread: the picture, and the age and source of its data."""
    standing = facts.standing
    say = Phrases(
        "chart",
        facts=facts,
        finding=finding_title(standing, facts.indicator, facts.title),
        year=facts.as_of.year,
        period=standing.period if standing else None,
        source=source(facts.indicator),
    )
    spec = completed(facts.chart, facts.indicator, facts.title, standing)
    text = alt_text(facts.chart, facts.indicator, standing)
    blocks = [*([picture(text)] if spec else []), context(say("age"))]
    return Rendered(plain(f"{say('text')} {say('age')}"), tuple(blocks), spec, text)


def finding_title(standing: Standing | None, indicator: Indicator, title: str) -> str:
    """ "Emergency waits: 89.67 % in Sep 2017, slightly behind the 90.00 expected". Plain text, for a picture."""
    if standing is None:
        return f"{title}: no figure yet"
    value = f"{title}: {indicator.print(standing.actual)} in {standing.period.short}"
    if standing.expected is None:
        return f"{value}, unrated"
    joint = "with" if standing.status.value == "on trajectory" else ""
    words = f"{standing.status.value} {joint}".strip()
    return f"{value}, {words} {_expected(indicator, standing)}"


def alt_text(spec: ChartSpec | None, indicator: Indicator, standing: Standing | None) -> str:
    """What the picture shows, for those who do not see it; empty without a picture."""
    if spec is None:
        return ""
    known = [(at, value) for at, value in zip(spec.labels, spec.values, strict=True) if value is not None]
    if not known:
        return ""
    low, high = min(known, key=lambda one: one[1]), max(known, key=lambda one: one[1])
    parts = [
        f"Line chart of {figures.what(indicator)}, {known[0][0]} to {known[-1][0]}.",
        f"Latest: {_number(indicator, known[-1][1])} in {known[-1][0]}{_beside(indicator, standing)}.",
        f"Lowest: {_number(indicator, low[1])} in {low[0]}; highest: {_number(indicator, high[1])} in {high[0]}.",
    ]
    if spec.target is not None:
        aim = figures.trimmed(indicator, Decimal(str(spec.target.value)))
        parts.append(f"Target: {aim} in {spec.labels[spec.target.position]}.")
    return " ".join(parts)


def completed(spec: ChartSpec | None, indicator: Indicator, title: str, standing: Standing | None) -> ChartSpec | None:
    """The marks with their words: what it shows, what each mark is, where the data come from."""
    if spec is None:
        return None
    return replace(
        spec,
        title=finding_title(standing, indicator, title),
        subtitle=figures.big(figures.what(indicator)),
        baseline=_labelled(spec.baseline, "baseline", indicator),
        target=_labelled(spec.target, "target", indicator),
        interim=tuple(one for mark in spec.interim if (one := _labelled(mark, "interim target", indicator))),
        source=source(indicator),
    )


def source(indicator: Indicator) -> str:
    """Where the data come from and under which licence; empty when the plan does not say."""
    if not indicator.source:
        return ""
    licence = f" ({indicator.licence})" if indicator.licence and indicator.licence not in indicator.source else ""
    return f"Source: {indicator.source}{licence}"


def _expected(indicator: Indicator, standing: Standing) -> str:
    assert standing.expected is not None, "nothing was expected"
    return f"the {figures.bare(indicator, standing.expected)} expected"


def _beside(indicator: Indicator, standing: Standing | None) -> str:
    if standing is None or standing.expected is None:
        return ""
    return f", {figures.from_path(indicator, standing)} ({standing.status.value})"


def _labelled(mark: Mark | None, name: str, indicator: Indicator) -> Mark | None:
    if mark is None or mark.label:
        return mark
    return replace(mark, label=f"{name} {figures.trimmed(indicator, Decimal(str(mark.value)))}")


def _number(indicator: Indicator, value: float) -> str:
    return indicator.print(Decimal(str(value)))
