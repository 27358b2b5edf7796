"""How good the readings are: checks on an answer, and the outlook, measured on published figures."""
