"""The views of the office, a module each page."""
