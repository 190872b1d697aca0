"""Real servers for tests, started on loopback at free ports and stopped with the test session."""
