"""The HTML of a mail: as text, and as it may be shown."""
