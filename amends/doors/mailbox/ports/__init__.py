"""Our own SMTP and LMTP ports, for those who hand mail over."""
