"""Which parts of a mail are its words, its pictures and its files."""
