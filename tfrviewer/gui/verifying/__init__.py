"""Tools > Verify: checks every record in the background, and brings what is found."""
