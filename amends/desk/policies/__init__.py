"""How this desk does things: its name, hours, times and texts."""
