"""Tests of what the rooms of the craft share."""
