"""The tables, in the order one reads them: who, what is promised, the routine, the ledger.

One word for one thing: column names are the field's terms. Instants are UTC. Rows of `observation`,
`subgroup_figures`, `answer`, `assessment`, `summary` and `audit` are appended and never changed, but for the seal on
audit.
"""

from bot.store.tables.base import UNSETTLED, Serial, metadata
from bot.store.tables.ledger import audit, due, lane, message, picture, receipt, surface, watermark
from bot.store.tables.people import absence, channel, edition, home, person, setting, stand_in, unit
from bot.store.tables.promises import (
    assessment,
    forecast,
    indicator,
    observation,
    priority,
    subgroup_figures,
    target,
    trajectory,
)
from bot.store.tables.routine import (
    action,
    answer,
    cycle,
    draft,
    help_wanted,
    milestone,
    no_action,
    problem,
    problem_version,
    request,
    routine,
    routine_priority,
    stray,
    summary,
)

__all__ = [
    "UNSETTLED",
    "Serial",
    "absence",
    "action",
    "answer",
    "assessment",
    "audit",
    "channel",
    "cycle",
    "draft",
    "due",
    "edition",
    "forecast",
    "help_wanted",
    "home",
    "indicator",
    "lane",
    "message",
    "metadata",
    "milestone",
    "no_action",
    "observation",
    "person",
    "picture",
    "priority",
    "problem",
    "problem_version",
    "receipt",
    "request",
    "routine",
    "routine_priority",
    "setting",
    "stand_in",
    "stray",
    "subgroup_figures",
    "summary",
    "surface",
    "target",
    "trajectory",
    "unit",
    "watermark",
]
