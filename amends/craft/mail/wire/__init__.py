"""What came over the wire: bytes cut into parts, headers, texts, addresses and dates."""
