"""What a loader would deliver of each slide or label: controls, a plot of bars, and words."""
