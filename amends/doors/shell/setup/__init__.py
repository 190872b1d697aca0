"""First run: the one-time token, then everything a desk needs to open."""
