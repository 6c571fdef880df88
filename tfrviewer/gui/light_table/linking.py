"""Panes that pan and zoom as one: what each looks at, kept apart by what it was moved alone."""

from collections.abc import Sequence
from dataclasses import replace

from tfrviewer.gui.tile_canvas.transform import Look


class LinkedLooks:
    """What each pane looks at.

    A pane may show less than it is asked to look at, where its tile ends; what it was asked is
    kept here, so that panes which were apart by an offset are so again when there is room.

    Attributes:
        looks: What each pane was asked to look at, or moved itself to.
    """

    def __init__(self, looks: Sequence[Look] = ()) -> None:
        self.looks = list(looks)

    def move(self, pane: int, before: Look, now: Look, *, alone: bool) -> list[int]:
        """Take a move of one pane over to the others.

        The tiles move as far on the screen as its own did, and grow as much.

        Args:
            pane: The pane that was moved.
            before: What it looked at.
            now: What it looks at.
            alone: The others stay: from now on it is apart from them by another offset.

        Returns:
            The panes that have to look elsewhere.
        """
        self.looks[pane] = now
        if alone:
            return []
        growth = now.extent / before.extent
        others = [other for other in range(len(self.looks)) if other != pane]
        for other in others:
            look = self.looks[other]
            extent = look.extent * growth
            share = now.extent / extent  # of an offset, in its own tile
            self.looks[other] = Look(
                look.x + (now.x - before.x) * share, look.y + (now.y - before.y) * share, extent
            )
        return others

    def align(self, pane: int) -> None:
        """Let all look at what one pane looks at."""
        self.looks = [replace(self.looks[pane]) for _ in self.looks]
