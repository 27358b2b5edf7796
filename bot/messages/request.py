"""The message that asks one person for all they owe a stocktake (DOMAIN 10), and what it turns into afterwards."""

from bot.facts.requests import AskingFacts, MilestoneFacts, RequestFacts
from bot.messages import asked
from bot.messages.blocks import actions, button, context, fitting, overflow, section, sections
from bot.messages.ids import Button, More
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip
from bot.ports import Json, Rendered
from domain.milestone import MilestoneState, falls_due
from domain.request import RequestState

ASKS = (RequestState.SCHEDULED, RequestState.SENT, RequestState.PROMISED)
GIVEN = (RequestState.ANSWERED, RequestState.ACCEPTED, RequestState.QUERIED)
ROOM = 6200  # characters of JSON for the rows; what does not fit is named in one line
SPOKEN = 1200  # characters of the notification of several
MANY = 4  # from so many requests on each has one button


def request(facts: AskingFacts) -> Rendered:
    """One figure has all its buttons below it; several have a row each. Each shows what became of it."""
    if len(facts.requests) == 1 and not facts.milestones:
        return _one(facts.requests[0])
    return _several(facts)


def _one(facts: RequestFacts) -> Rendered:
    """With its buttons while an answer is waited for; then with the line that says what became of it."""
    say = asked.phrases("request", facts)
    if facts.state in ASKS:
        return _asking(facts, say)
    outcome = say("outcome")
    blocks = [*sections(f"{say('about')}\n{outcome}"), *_correction(facts)]
    return Rendered(spoken(say("short"), outcome), tuple(blocks))


def _asking(facts: RequestFacts, say: Phrases) -> Rendered:
    blocks = [
        *sections(say("introduction")),
        section("\n".join(filter(None, (say("head"), say("ask"), say.row("known"), say("quick"))))),
        *sections(say("promised")),
        actions(f"request:{facts.request_id}", *_buttons(facts)),
        context(f"_{say('foot')}_"),
    ]
    return Rendered(spoken(say("text")), tuple(blocks))


def _several(facts: AskingFacts) -> Rendered:
    waiting = [one for one in facts.requests if one.state in ASKS]
    due = [one for one in facts.milestones if falls_due(one.state, one.due_on, facts.meeting_on)]
    first = min(waiting, key=lambda one: one.due_at, default=None)
    say = Phrases(
        "asking_all",
        facts=facts,
        meeting=facts.meeting_on,
        year=facts.meeting_on.year,
        waiting=len(waiting),
        first=first,
        zone=first.zone if first else "UTC",
        example=asked.variables(first)["example"] if first else "",
        queried=sum(one.state is RequestState.QUERIED for one in facts.requests),
        milestones=due,
        answered=bool(facts.milestones) or any(one.state in GIVEN for one in facts.requests),
    )
    rows = [_row(one, many=len(facts.requests) >= MANY) for one in facts.requests]
    rows += [_milestone(one, say) for one in facts.milestones]
    shown = fitting(rows, ROOM)
    names = [clip(one.title, 60) for one in facts.requests] + [clip(one.text, 60) for one in facts.milestones]
    rest = sections(say("rest", names=", ".join(names[shown:]))) if names[shown:] else []
    contact = _contact(facts)
    ends = [context(f"_{say('foot', contact=contact)}_")] if contact and (waiting or due or facts.introduction) else []
    blocks = [
        *sections(say("introduction"), say("head")),
        *(block for row in rows[:shown] for block in row),
        *rest,
        *ends,
    ]
    said = [*_spoken(facts), *(say("milestone", one=one) for one in facts.milestones)]
    text = spoken(say("head"), *said, n=SPOKEN)
    return Rendered(text, tuple(blocks))


def _contact(facts: AskingFacts) -> str | None:
    """Whom to ask, as far as it is known."""
    people = [one.contact_id for one in (*facts.requests, facts.introduction, *facts.milestones) if one]
    return people[0] if people else None


def _spoken(facts: AskingFacts) -> list[str]:
    """Each figure in a few words, for who only hears."""
    return [asked.phrases("asking_all", one, request=one)("spoken") for one in facts.requests]


def _row(facts: RequestFacts, *, many: bool) -> list[Json]:
    """A figure with its buttons, or with what became of it."""
    say = asked.phrases("request", facts)
    name = f"request:{facts.request_id}"
    if facts.state not in ASKS:
        return [*sections(f"{say('short')}\n{say('outcome')}"), *_correction(facts)]
    text = "\n".join(filter(None, (say("name"), say("ask_short"), say.row("known"), say("promised"))))
    answer = button(Button.ANSWER, "Answer", ButtonValue(request=facts.request_id), primary=not many)
    if many:
        return [section(text, answer) | {"block_id": name}]
    return [section(text), actions(name, answer, _more(facts, everything=True))]


def _milestone(facts: MilestoneFacts, say: Phrases) -> list[Json]:
    value = ButtonValue(milestone=facts.milestone_id)
    text = section(say("milestone", one=facts))
    if not _is_open(facts):
        return [text]
    choices = actions(
        f"milestone:{facts.milestone_id}",
        button(Button.MILESTONE_DONE, "Done", value),
        button(Button.MILESTONE_LATE, "Late, New Date", value),
        button(Button.MILESTONE_DROP, "Dropped", value),
    )
    return [text, choices]


def _is_open(facts: MilestoneFacts) -> bool:
    return facts.state in (MilestoneState.DUE, MilestoneState.LATE)


def _buttons(facts: RequestFacts) -> list[Json]:
    value = ButtonValue(request=facts.request_id)
    return [
        button(Button.ANSWER, "Answer", value, primary=True),
        button(Button.PROMISE, "Not Out Yet", value),
        button(Button.HELP, "I Need Help", value),
        _more(facts),
    ]


def _more(facts: RequestFacts, *, everything: bool = False) -> Json:
    """What is rarely wanted; in a row of several, all but Answer."""
    value = ButtonValue(request=facts.request_id)
    options = [
        (More.PROMISE, "Not Out Yet"),
        (More.HELP, "I Need Help"),
        (More.GIVE, "Give to Someone Else"),
        (More.DISOWN, "Not Mine"),
        (More.WHY, "Why Me?"),
    ]
    shown = options if everything else options[2:]
    return overflow(Button.MORE, [(value.model_copy(update={"act": act.value}), text) for act, text in shown])


def _correction(facts: RequestFacts) -> list[Json]:
    """An answer can be corrected by button until the freeze; by a reply afterwards too."""
    if facts.state not in GIVEN or facts.frozen:
        return []
    correct = button(Button.CORRECT, "Correct It", ButtonValue(request=facts.request_id))
    return [actions(f"request:{facts.request_id}", correct)]
