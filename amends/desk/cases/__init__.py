"""Cases, what was said in them and what happened."""
