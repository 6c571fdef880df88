"""What is said of the map: the line below it, and what a screen reader hears."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from tfrviewer.gui.location_map import grid_words, words

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.caption import MapCaption
    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tile_look import TileLook


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocationMap", text)


class Narration:
    """Keeps the words about the map those of what is seen.

    Args:
        session: What the slide is of.
        caption: The line below the map.
        named: The widgets that bear the name and the description, the map as a whole first and what
            takes the keyboard last.
    """

    def __init__(self, session: "Session", caption: "MapCaption", named: Sequence[QWidget]) -> None:
        self._session = session
        self._caption = caption
        self._named = named

    def tell_of_none(self, why: str) -> None:
        """Say that there is no slide on the map, and why."""
        self._caption.say((), "")
        self._named[0].setAccessibleName(_tr("Location map"))
        self._named[0].setAccessibleDescription(why)

    def tell(self, slide: "Slide", look: "TileLook", *, n_zero: int) -> None:
        """Say what there is to say of a slide.

        Args:
            slide: The slide.
            look: What the pictures of its tiles told.
            n_zero: How many of its tiles are said to lie at (0, 0).
        """
        session, located = self._session, slide.located
        counts = grid_words.SlideCounts(
            name=session.files[located.file].name,
            n_records=located.n_records,
            n_located=len(located.numbers),
            n_shown=int(np.count_nonzero(slide.shown)),
            n_zero=n_zero,
            n_hidden=int(np.count_nonzero(slide.shown) - np.count_nonzero(slide.visible)),
        )
        fit = slide.tiles.fit
        self._caption.say(
            grid_words.caption_parts(counts, fit, look), grid_words.details(counts, fit, look)
        )
        current = words.spoken_tile(session.current, slide, slide.tile_of(session.current))
        description = words.spoken(self._caption.plain, current)
        for part in self._named:
            part.setAccessibleName(_tr("Location map of {0}").format(counts.name))
            part.setAccessibleDescription(description)
        canvas = self._named[-1]
        if canvas.hasFocus():
            event = QAccessibleEvent(canvas, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
