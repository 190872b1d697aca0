"""The workbench: the agents' door, with what is owed, cases, customers and the pile."""
