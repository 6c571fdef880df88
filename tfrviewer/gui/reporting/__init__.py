"""Asking what a report is to tell, and gathering it from what the window knows."""
