"""A project of Slideflow: its settings and folders, its slides, and why one has no tiles."""
