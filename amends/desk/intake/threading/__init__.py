"""To which case a mail belongs, by the ids and other signs it carries."""
