"""Turns rows of the desk into what pages show."""
