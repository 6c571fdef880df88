"""Reports: what was opened, what is wrong with it and what was said of it, for people to keep."""
