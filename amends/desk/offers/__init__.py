"""Understanding, promises and action items."""
