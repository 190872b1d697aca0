"""What kind of mail it is: a person's, a machine's, a list's, a report, a bounce."""
