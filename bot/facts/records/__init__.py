"""What the store keeps, as its readers see it: one frozen record for each noun."""

from bot.facts.records.following import ActionRow, HelpRow, MilestoneRow, NoActionRow, ProblemRow
from bot.facts.records.ledger import ChannelRow, DueRow, MessageRow, PictureRow
from bot.facts.records.promises import AssessmentRow, ForecastRow, IndicatorRow, ObservationRow, PriorityRow, UnitRow
from bot.facts.records.routine import AnswerRow, CycleRow, DraftRow, RequestRow, RoutineRow, StrayRow, SummaryRow
from bot.ports import Json

__all__ = [
    "ActionRow",
    "AnswerRow",
    "AssessmentRow",
    "ChannelRow",
    "CycleRow",
    "DraftRow",
    "DueRow",
    "ForecastRow",
    "HelpRow",
    "IndicatorRow",
    "Json",
    "MessageRow",
    "MilestoneRow",
    "NoActionRow",
    "ObservationRow",
    "PictureRow",
    "PriorityRow",
    "ProblemRow",
    "RequestRow",
    "RoutineRow",
    "StrayRow",
    "SummaryRow",
    "UnitRow",
]
