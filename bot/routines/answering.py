"""One answer: weighed against what is known, recorded once, read back at once.

`weigh` decides and writes nothing; `record` writes everything or nothing. An answer by modal, by reply and by edit
goes through both, so that each is challenged and kept alike.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.facts.records import IndicatorRow, RequestRow
from bot.facts.requests import ReadingFacts, RequestFacts
from bot.routines import (
    Work,
    boxes,
    calendars,
    checking,
    correcting,
    dividing,
    elsewhere,
    forecasting,
    milestone_chances,
    portraits,
    readings,
    seen,
    showing,
    subjects,
)
from bot.routines.boxes import Rejected as Rejected
from bot.routines.boxes import Typed as Typed
from bot.routines.forecasting import Said
from bot.store import assessments, ledger, plan, receipts, requests
from domain import checks, request
from domain.checks import Finding, Severity, Submission
from domain.errors import Refused
from domain.people import Person
from domain.priority import Indicator
from domain.request import Move
from domain.rights import Act
from domain.subgroups import Subgroup

TOLD_ANYWAY = ("behind", "word wanted")  # staff see the status beside them


@dataclass(frozen=True)
class Doubted:
    """Perhaps a slip, or `meanwhile` somebody else has answered: to be confirmed or mended. Nothing was written."""

    findings: tuple[Finding, ...]
    meanwhile: bool = False


@dataclass(frozen=True)
class Recorded:
    """Kept. `again` when this very submission was kept before."""

    facts: ReadingFacts
    again: bool = False


@dataclass(frozen=True)
class Weighed:
    """An answer that may be recorded."""

    request: RequestRow
    value: Decimal
    submission: Submission
    typed: Typed
    notes: tuple[str, ...] = ()
    said: Said = forecasting.NOTHING
    subgroups: tuple[Subgroup, ...] = ()


def answer(
    work: Work, actor: Person, request_id: int, typed: Typed, *, receipt: str, way: str, shown: int | None = None
) -> Rejected | Doubted | Recorded:
    """Weigh an answer and, unless something must be mended or confirmed first, record it.

    `shown` is the answer that stood there as the form was opened, 0 for none: what somebody else has given since is not
    overwritten before it was shown.

    Raises NotAllowed for somebody who does not owe it and IllegalMove when the request is closed.
    """
    row = requests.get(work, request_id, lock=True)
    subjects.allow(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row))
    if receipts.known(work, receipt):
        return Recorded(readings.latest(work, request_id), again=True)
    weighed = weigh(work, actor, row, typed)
    if not isinstance(weighed, Rejected) and seen.overwrites(work, actor, row, shown):
        return Doubted(weighed.findings if isinstance(weighed, Doubted) else (), meanwhile=True)
    if not isinstance(weighed, Weighed):
        return weighed
    receipts.take(work, receipt)
    record(work, actor, weighed, receipt=receipt, way=way)
    return Recorded(readings.latest(work, request_id))


def weigh(work: Work, actor: Person, row: RequestRow, typed: Typed) -> Rejected | Doubted | Weighed:
    """Read the boxes as typed, by the person's own way of writing numbers, and judge them. Writes nothing."""
    known = plan.indicator(work, row.indicator_key)
    submission = boxes.read(actor, row.period, known.indicator, typed)
    said = forecasting.read(actor, known.indicator, typed.chance, typed.next_value, typed.milestone_chance)
    parts = _parts(actor, known, typed)
    errors = {**(said if isinstance(said, dict) else {}), **(parts if isinstance(parts, dict) else {})}
    if isinstance(submission, Rejected):
        return Rejected({**submission.errors, **errors})
    if isinstance(said, dict) or isinstance(parts, dict):
        return Rejected(errors)
    judged = judge(work, actor, row, submission, typed)
    return replace(judged, said=said, subgroups=parts) if isinstance(judged, Weighed) else judged


def _parts(actor: Person, known: IndicatorRow, typed: Typed) -> tuple[Subgroup, ...] | dict[str, str]:
    """Or the sentence beside their box."""
    try:
        return dividing.read(actor, known, typed.subgroups)
    except Refused as problem:
        return {"subgroups": str(problem)}


def judge(
    work: Work, actor: Person, row: RequestRow, submission: Submission, typed: Typed
) -> Rejected | Doubted | Weighed:
    """What the domain says of an answer: mend it, confirm it, or it may be kept (DOMAIN 5). Writes nothing."""
    subjects.allow(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row))
    request.move(row.state, Move.ANSWER)
    indicator = plan.indicator(work, row.indicator_key).indicator
    findings = _findings(work, row, indicator, submission)
    refused = {one.field: one.sentence for one in findings if one.severity is Severity.REFUSE}
    if refused:
        return Rejected(refused)
    doubts = tuple(one for one in findings if one.severity is Severity.CONFIRM)
    if doubts and not typed.sure:
        return Doubted(doubts)
    notes = tuple(one.sentence for one in findings if one.code not in TOLD_ANYWAY)
    return Weighed(row, checks.value_of(indicator, submission), submission, typed, notes)


def record(work: Work, actor: Person, weighed: Weighed, *, receipt: str, way: str, in_thread: bool = True) -> None:
    """Write the answer, its observation and the owner's word, and plan the reading. One effect, one audit row."""
    row, typed = weighed.request, weighed.typed
    about = f"request:{row.id}"
    work.act(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row), about, value=str(weighed.value), way=way)
    observation_id = _keep_figure(work, actor, weighed)
    answer_id = requests.add_answer(
        work,
        request_id=row.id,
        observation_id=observation_id,
        for_summary=typed.for_summary,
        for_unit=typed.for_unit,
        given_by=actor.id,
        way=way,
        receipt=receipt,
        late=row.is_late(work.now),
    )
    dividing.keep(work, actor, row, weighed.subgroups)
    _keep_word(work, actor, weighed)
    requests.set_state(work, row.id, request.move(row.state, Move.ANSWER), reason="")
    showing.request(work, row)
    _plan_reading(work, actor, row, answer_id, in_thread=in_thread)
    checking.show_unit(work, row, answer_id, (*weighed.notes, *checking.patterns(work, row)))
    correcting.after_answer(work, row)


def _findings(work: Work, row: RequestRow, indicator: Indicator, submission: Submission) -> tuple[Finding, ...]:
    definitions = plan.indicator(work, indicator.key).definitions
    every = plan.series(work, indicator.key)
    series = {period: one for period, one in every.items() if definitions.same(period, row.period)}
    earlier = [period for period in series if period < row.period]
    return checks.check(
        indicator,
        row.period,
        submission,
        today=calendars.today(work),
        known=series.get(row.period),
        previous=series[max(earlier)] if earlier else None,
        standing=readings.standing_of(work, indicator, submission),
        before=readings.status_before(work, indicator, series, row.period),
        series=series,
    )


def _keep_figure(work: Work, actor: Person, weighed: Weighed) -> int:
    """The observation's id; the same figure sent again is the same observation."""
    row, submission = weighed.request, weighed.submission
    elsewhere.hold(work, row)
    known = plan.series(work, row.indicator_key).get(row.period)
    final = not weighed.typed.provisional
    same = known is not None and (known.value, known.numerator, known.denominator, known.final) == (
        weighed.value,
        submission.numerator,
        submission.denominator,
        final,
    )
    last = requests.latest_answer(work, row.id)
    if same and last is not None and last.observation_id is not None:
        return last.observation_id
    if known is not None:
        elsewhere.show(work, row)
    return plan.add_observation(
        work,
        row.indicator_key,
        row.period,
        weighed.value,
        numerator=submission.numerator,
        denominator=submission.denominator,
        final=final,
        submitted_by=actor.id,
    )


def _keep_word(work: Work, actor: Person, weighed: Weighed) -> None:
    """The owner's word and forecasts, said before anybody else's; and what past figures alone say, unseen."""
    row, typed = weighed.request, weighed.typed
    indicator = plan.indicator(work, row.indicator_key)
    seen = forecasting.may_see(work, row)
    forecasting.keep_owner(work, actor, row, weighed.said, unled=not seen)
    if weighed.said.kept is not None and typed.milestone is not None:
        milestone_chances.keep_said(work, actor, typed.milestone, weighed.said.kept)
    forecasting.keep_model(work, row.cycle_id, indicator.indicator)
    if typed.likelihood is None:
        return
    assessments.add(
        work,
        priority_key=indicator.priority_key,
        cycle_id=row.cycle_id,
        capacity="owner",
        likelihood=typed.likelihood,
        reason=typed.for_summary,
        judged_by=actor.id,
    )
    if not seen:
        showing.readings(work, row)


def _plan_reading(work: Work, actor: Person, row: RequestRow, answer_id: int, *, in_thread: bool) -> None:
    """In the thread of the message that asks, where it is the reader's own and they did not answer beside it."""
    ledger.plan(
        work,
        key=f"reading:{answer_id}",
        kind="reading",
        subject=f"answer:{answer_id}",
        lane=actor.id,
        parent=row.message_id if in_thread and row.person_id == actor.id else None,
        priority=0,
        surface=True,
    )


def look(work: Work, actor: Person, request_id: int, act: Act, step: Move) -> RequestFacts:
    """The request as it stands, for somebody who may do this with it, while it can be done.

    Raises NotAllowed and IllegalMove: an old button says what happened instead.
    """
    row = requests.get(work, request_id)
    subjects.allow(actor, act, subjects.of_request(work, row))
    request.move(row.state, step)
    facts, newest = portraits.request_facts(work, request_id, actor), elsewhere.newest(work, row)
    if newest is None or newest.id == facts.answer_id:
        return facts
    known = plan.series(work, row.indicator_key).get(row.period)
    return replace(facts, answered=known, answered_by=facts.answered_by or newest.given_by, answer_id=newest.id)
