"""What is asked of a build, in plain values, and as a recipe."""
