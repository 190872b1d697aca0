"""The places where mail waits for us: an IMAP folder, a POP3 maildrop, a maildir, behind one protocol."""
