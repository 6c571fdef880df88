"""Reports: what was opened, what is wrong with it, and what was said of it, to read and to print."""
