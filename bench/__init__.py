"""Measures the desk: every figure beside one of the same run, so that a busy machine slows both."""
