"""The pure skill of the desk: typed values in, typed values out; no Django, no clock, no network."""
