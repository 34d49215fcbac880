"""Turn a kind's name into what the kind can do: one file a kind, one literal table."""
