"""Stories: small files that play a case from the outside and say what must be owed then."""
