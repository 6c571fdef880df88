"""The metrics panel: a metric's histogram, a threshold on it, and what it picks out."""
