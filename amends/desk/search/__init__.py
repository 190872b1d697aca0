"""Finding everything that was said."""
