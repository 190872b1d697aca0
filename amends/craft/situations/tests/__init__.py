"""Tests of the ranking of situations."""
