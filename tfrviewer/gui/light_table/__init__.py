"""Two to four tiles side by side."""
