"""How long a chart takes, held against the same marks drawn with nothing but matplotlib."""
