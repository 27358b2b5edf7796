"""What becomes of a planned message when its turn has come: wanted, with its facts, or not wanted any more."""

from dataclasses import dataclass

from bot.facts.actions import OfferFacts
from bot.facts.problems import ProposedFacts
from bot.facts.records import MessageRow
from bot.facts.requests import AskingFacts, DigestFacts, NoticeFacts, QueryFacts, ReadingFacts, WhichFacts
from bot.facts.summaries import ChartFacts, CorrectionFacts, CoverFacts, FollowUpsFacts, QuestionsFacts, SummaryFacts
from bot.facts.unit import (
    BriefFacts,
    CheckFacts,
    ClosureFacts,
    DraftFacts,
    GapsFacts,
    HelpFacts,
    LateFacts,
    LinesFacts,
    MeetingFacts,
    OpeningFacts,
    ProposalFacts,
    RatingFacts,
    ShareFacts,
    SilenceFacts,
    StrayFacts,
    TroubleFacts,
)

Facts = (
    AskingFacts
    | ReadingFacts
    | WhichFacts
    | QueryFacts
    | DigestFacts
    | NoticeFacts
    | OpeningFacts
    | CheckFacts
    | RatingFacts
    | ShareFacts
    | LateFacts
    | LinesFacts
    | GapsFacts
    | BriefFacts
    | MeetingFacts
    | DraftFacts
    | ClosureFacts
    | ProposalFacts
    | HelpFacts
    | SilenceFacts
    | StrayFacts
    | ProposedFacts
    | TroubleFacts
    | CoverFacts
    | CorrectionFacts
    | SummaryFacts
    | FollowUpsFacts
    | QuestionsFacts
    | ChartFacts
    | OfferFacts
)


@dataclass(frozen=True)
class Wanted:
    """To be sent, or shown anew. `carried` names the facts it speaks of."""

    facts: Facts
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unwanted:
    """Not to be sent, for this reason."""

    reason: str


def posted(message: MessageRow) -> bool:
    """One that was posted is always wanted: it shows what became of it."""
    return message.ts is not None


def number(message: MessageRow) -> int:
    """Of its subject: 12 of "action:12"."""
    return int(message.subject.partition(":")[2])
