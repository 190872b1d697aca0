"""What joins cases, takes them apart, and says that they may belong together."""
