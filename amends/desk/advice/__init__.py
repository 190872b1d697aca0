"""What the coach was told by this desk: rules of the house, what became of findings, questions heard better."""
