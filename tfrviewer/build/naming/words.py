"""What is said of the names of a folder, for people."""

from typing import TYPE_CHECKING

from tfrviewer.build.choices import Anchor

if TYPE_CHECKING:
    from tfrviewer.build.naming.rule import NamedLocations


def said(named: "NamedLocations") -> str:
    """Return by which pattern how many names were read, and what would make more of them."""
    count = _names(named.total)
    if named.pattern is None:
        return f"{count} of no known form: no location is taken from names."
    read = f"{named.matched:,} of {count} read as {named.pattern.title}"
    if named.lacks == "pitch":
        return f"{read}: columns and rows. Give the pitch in level-0 pixels for locations."
    if not named.pattern.has_location:
        return f"{read}, which tells slides and no locations."
    if named.lacks == "extent":
        size = named.suggested_extent
        hint = f" They lie {size:,} pixels apart." if size is not None else ""
        return (
            f"{read}: corners, kept as they are. Give the extent of a tile in level-0 pixels "
            f"for centres.{hint}"
        )
    means = "corners, turned into centres" if named.anchor is Anchor.CORNER else "centres"
    return f"{read}: {means}.{_guessed(named.guessed)}"


def _guessed(count: int) -> str:
    if not count:
        return ""
    do = "1 does" if count == 1 else f"{count:,} do"
    return f" {do} not begin with the slide's name."


def _names(count: int) -> str:
    return "1 name" if count == 1 else f"{count:,} names"
