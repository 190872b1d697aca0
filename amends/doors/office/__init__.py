"""The office: the leads' door, where the desk is told how it works."""
