"""Agents, teams, customers and their addresses."""
