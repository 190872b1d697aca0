"""Whose words stand in a text: what is new, what is quoted, the signature, what was sent on."""
