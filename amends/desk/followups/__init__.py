"""Making sure that it was really solved, and closing."""
