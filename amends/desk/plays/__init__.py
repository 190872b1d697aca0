"""Plays in a case: what was written down of them, and what each step does on the desk."""
