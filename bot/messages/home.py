"""A person's Home tab: what they owe first, then their actions and priorities; for staff the unit's desk."""

from bot.facts.home import DeskFacts, HomeFacts
from bot.facts.requests import RequestFacts
from bot.facts.summaries import FollowUp
from bot.messages import asked, outlook, summary
from bot.messages.blocks import actions, button, packed, plain_text, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases
from bot.messages.values import ButtonValue
from bot.ports import Json
from domain.action import ActionState
from domain.request import RequestState

MOST = 95  # blocks; Slack shows a hundred
LIVE = (ActionState.OPEN, ActionState.PROPOSED, ActionState.BLOCKED)


def home(facts: HomeFacts | None) -> Json:
    """A view for `views.publish`."""
    return {"type": "home", "blocks": _before() if facts is None else _blocks(facts)[:MOST]}


def _before() -> list[Json]:
    return sections(Phrases("home")("before"))


def _blocks(facts: HomeFacts) -> list[Json]:
    say = Phrases(
        "home", facts=facts, zone=facts.zone, year=facts.today.year, whose="Your", **outlook.record(facts.record)
    )
    owed = [_request(one) for one in facts.requests] or sections(say("nothing_owed"))
    mine = [_action(one, say) for one in facts.actions] or sections(say("no_actions"))
    status = [say("priority", verdict=summary.verdict(one), shape=one.status.shape) for one in facts.priorities]
    gone = say("away")
    return [
        *(sections(gone) if gone else []),
        *_headed("What you owe", owed),
        *_headed("Your actions", mine),
        *(_headed("Your priorities", sections(*packed(status))) if status else []),
        *(_desk(facts.desk, say) if facts.desk else []),
        *sections(say("record"), say("foot")),
    ]


def _request(facts: RequestFacts) -> Json:
    say = asked.phrases("request", facts)
    name = f"home:request:{facts.request_id}"
    if facts.state is RequestState.QUERIED:
        correct = button(Button.CORRECT, "Correct It", ButtonValue(request=facts.request_id))
        return section(f"{say('about')}\n{say('outcome')}", correct) | {"block_id": name}
    answer = button(Button.ANSWER, "Answer", ButtonValue(request=facts.request_id))
    text = "\n".join(filter(None, (say("about"), say("ask_short"), say("promised"))))
    return section(text, answer) | {"block_id": name}


def _action(one: FollowUp, say: Phrases) -> Json:
    number = int(one.label.removeprefix("A-"))
    done = button(Button.CLAIM_DONE, "Done", ButtonValue(action=number))
    text = say("action", one=one)
    return section(text, done) | {"block_id": f"home:action:{number}"} if one.state in LIVE else section(text)


def _desk(facts: DeskFacts, say: Phrases) -> list[Json]:
    late = sections(*packed(say("late", row=row) for row in facts.late)) or sections(say("nobody_late"))
    unrated = [
        section(say("unrated", title=title, key=key), button(Button.RATE, "Rate", value))
        | {"block_id": f"home:rate:{key}"}
        for key, title in facts.unrated
        for value in [ButtonValue(cycle=facts.cycle_id, priority=key)]
    ]
    helps = [
        block
        for one in facts.helps
        for block in (
            section(say("help", one=one)),
            actions(
                f"home:help:{one.help_id}",
                button(Button.MAKE_ASK, "Make an Ask", ButtonValue(help=one.help_id)),
                button(Button.MAKE_ACTION, "Make an Action", ButtonValue(help=one.help_id)),
                button(Button.REPLY, "Answer It", ButtonValue(help=one.help_id)),
            ),
        )
    ]
    claimed = sections(*packed(say("claimed", one=one) for one in facts.claimed))
    return _headed("The desk", [*sections(say("desk", desk=facts)), *late, *unrated, *helps, *claimed])


def _headed(text: str, blocks: list[Json]) -> list[Json]:
    return [{"type": "header", "text": plain_text(text, 150)}, *blocks, {"type": "divider"}]
