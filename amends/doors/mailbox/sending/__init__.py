"""Brings letters to the servers of their mailboxes, and knows what these answer."""
