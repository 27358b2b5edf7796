"""Between the ledger and Slack: lanes, sends, doubts, surfaces, pictures, catch-up."""

from bot.courier.courier import Courier as Courier
