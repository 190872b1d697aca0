"""What we say: drafts, replies, calls and notes."""
