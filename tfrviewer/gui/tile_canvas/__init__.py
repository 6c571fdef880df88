"""One tile on a canvas: what the large view and the light table are made of."""
