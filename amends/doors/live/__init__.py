"""Live updates: a stream that tells open pages which cases changed, and nothing more."""
