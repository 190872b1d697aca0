"""Whole stories in the system's Chromium, against `amends up` as a process of its own."""
