"""Finding anything that the window can do by a few letters."""
