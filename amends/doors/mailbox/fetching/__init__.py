"""Looks into every mailbox, takes in what is new, and says so where one falls silent."""
