"""A tour of the window: a few callouts at the real parts, one after the other."""
