"""The maps of all slides beside each other."""
