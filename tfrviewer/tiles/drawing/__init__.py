"""Tiles drawn: maps, heatmaps and re-assembled slides as arrays and as SVG, and their colours."""
