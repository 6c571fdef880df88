"""The tile grid: any number of tiles at the cost of those seen."""
