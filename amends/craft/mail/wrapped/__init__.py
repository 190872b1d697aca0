"""What programs wrap a mail in: winmail.dat, rich and enriched text, S/MIME."""
