"""Commands on the desk: it is open, and its tables are up to date, when they run."""
