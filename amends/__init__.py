"""amends: a self-hosted desk for customer complaints and service recovery."""
