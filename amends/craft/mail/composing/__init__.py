"""Writing mail of ours: the same message always gives the same bytes."""
