"""What a message speaks of."""
