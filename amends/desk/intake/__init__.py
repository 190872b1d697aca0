"""What reaches us: arrivals, threading and the pile."""
