"""Wiring: settings, URLs, what follows what, what time brings."""
