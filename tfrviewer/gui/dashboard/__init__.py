"""What is known of each slide, a line each."""
