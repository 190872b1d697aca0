"""Dispatches: one delivery of one message."""
