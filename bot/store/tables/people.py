"""Who: people as Slack lists them, who stands in for whom, the unit and its settings."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from bot.store.tables.base import metadata
from bot.store.types import Instant

person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),  # Slack's user id
    Column("name", String(200), nullable=False),
    Column("handle", String(80), nullable=False, index=True),  # after the @
    Column("zone", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("guest", Boolean, nullable=False),
    Column("deactivated", Boolean, nullable=False),
    Column("role", String(16), nullable=False),
    Column("pseudonym", String(32), nullable=False, unique=True),
    Column("conversation", String(32)),  # the direct message with this person, once opened
    Column("introduced_at", Instant),  # when the first message told them who set this up and why
)

stand_in = Table(
    "stand_in",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("stand_in_id", ForeignKey("person.id"), primary_key=True),
    Column("capacity", String(16), nullable=False),  # deputy, office
)

absence = Table(
    "absence",  # from the first to the last day, both included, as the unit's zone has them
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("first_on", Date, primary_key=True),
    Column("last_on", Date, nullable=False),
    Column("deputy_id", ForeignKey("person.id")),  # who is asked for figures meanwhile
    Column("set_by", ForeignKey("person.id"), nullable=False),
    Column("set_at", Instant, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),  # one deployment serves one unit: always 1
    Column("name", String(200), nullable=False),
    Column("channel", String(32), nullable=False),  # the unit's private conversation
    Column("zone", String(64), nullable=False),
    Column("country", String(8), nullable=False),
    Column("subdivision", String(16)),
    Column("holidays", JSON, nullable=False),  # ISO dates of the unit's own list
    Column("weekend", JSON, nullable=False),  # weekday numbers, Monday 0
    Column("opens", String(5), nullable=False),  # wall time, HH:MM
    Column("closes", String(5), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

edition = Table(
    "edition",  # how often a table that much is read from was changed (bot.store.memory)
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

channel = Table(
    "channel",  # as Slack lists it: how wide what is said there goes
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("external", Boolean, nullable=False),  # shared with another organisation
    Column("guests", Boolean, nullable=False),
)

home = Table(
    "home",  # who has opened the bot's Home
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("wanted", Integer, nullable=False),  # raised whenever what it shows may have changed
    Column("shown", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease", Instant),
    Column("token", String(32)),
)
