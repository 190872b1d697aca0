"""How a customer stands with us: confidence, effort and bounces, read from what happened."""
