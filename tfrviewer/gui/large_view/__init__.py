"""The large view of one tile."""
