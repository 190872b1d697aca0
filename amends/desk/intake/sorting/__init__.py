"""What a mail is that reaches us: a message, a copy of one, sent on by one of us, a bounce, or for the pile."""
