"""Where a tile lies, as the name of its file says.

`rule.LocationRule` is what a build asks: it reads the names of one folder at once. `known` holds
the patterns that are recognised by themselves, `template` makes others of text, `preview` shows
what they read, and `grid_check` whether what was read is a grid.
"""

from tfrviewer.build.naming.owners import owners_of
from tfrviewer.build.naming.pattern import Location

__all__ = ["Location", "owners_of"]
