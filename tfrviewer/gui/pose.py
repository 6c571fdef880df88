"""How a window is to sit for its picture. No Qt: the command line makes these."""

from dataclasses import dataclass

VIEWS = ("grid", "map", "table")
"""Views that can have all the room."""
WINDOWS = ("large", "light-table")
"""Views with a window of their own, which is drawn instead."""
PANELS = ("inspector", "sampling", "metrics", "findings", "dashboard")


@dataclass(frozen=True, slots=True)
class Pose:
    """What is done in the window before it is drawn.

    Attributes:
        view: One of `VIEWS` to have all the room, of `PANELS` to be opened, of `WINDOWS` to be
            drawn, or "slides" for the maps of all slides; None for the window as it opens.
        record: The current record, by its row number.
        condition: What is shown.
        sort: The column to sort by; a "-" before it for the greatest first.
        colour: The column that colours the map.
        overlay: How opaque the colours lie over the tiles, from 0 to 1.
        zoom: How many times the map is magnified, about the current tile.
        selected: How many records are selected, the first ones shown.
        theme: The theme, as the settings name it.
        language: What the window speaks.
    """

    view: str | None = None
    record: int | None = None
    condition: str = ""
    sort: str = ""
    colour: str = ""
    overlay: float | None = None
    zoom: float | None = None
    selected: int = 0
    theme: str = "light"
    language: str = "en"

    @property
    def needs_records(self) -> bool:
        """Whether something is to be done once the records are there."""
        return self != Pose(self.view, theme=self.theme, language=self.language) or (
            self.view in (*WINDOWS, "slides")
        )
