"""Where tiles lie on their slide: the grid they were cut on, its holes, what lies beside what."""
