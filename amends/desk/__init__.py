"""What we keep and decide: tables and verbs, no HTTP and no HTML."""
