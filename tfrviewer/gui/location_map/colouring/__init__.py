"""What the tiles of the map are coloured by."""
