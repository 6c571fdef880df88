"""From what was asked and what was found to what is going to be written."""
