"""What the unit does: plain functions over a unit of work. No Slack, no wording, no network."""

from bot.store.unit import Work as Work
