"""Work that a worker does next, kept as leased rows."""
