"""How often a loader would deliver each record."""
