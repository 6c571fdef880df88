"""The location map: where the tiles of a slide lie. Imports pyqtgraph; see `view`."""
