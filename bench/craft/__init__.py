"""How well the craft listens and coaches, measured on texts it was not made from; `make bench-craft` is the way in."""
