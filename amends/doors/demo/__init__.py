"""The sample desk: a small company with cases in all stages, its own pages, and the clock that can be moved."""
