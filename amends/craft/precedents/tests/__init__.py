"""Tests of precedents, bands and spreads."""
