"""The workspace on this machine, held against Slack's own rules."""
