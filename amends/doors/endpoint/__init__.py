"""The way to a language model outside the house, and only to the one a company has switched on."""
