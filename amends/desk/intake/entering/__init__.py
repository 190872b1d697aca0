"""Writing what customers say into a case: the message, its events, the books."""
