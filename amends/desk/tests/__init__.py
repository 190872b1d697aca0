"""What holds for the desk as a whole."""
