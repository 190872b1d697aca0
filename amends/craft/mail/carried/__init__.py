"""What a mail carries besides words and files: invitations, cards, voice messages, what servers checked."""
