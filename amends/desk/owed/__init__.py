"""What we owe the customer: obligations and promises."""
