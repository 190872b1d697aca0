"""What lies on the pile: how it gets there from outside, and what people do with it."""
