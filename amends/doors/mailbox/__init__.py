"""Mail in and out: mailboxes watched over IMAP, letters sent over SMTP, and the demo's own port."""
