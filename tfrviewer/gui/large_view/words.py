"""What the large view says of a tile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.flags.marks import flag_text
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tile_canvas.magnification import Magnification
    from tfrviewer.gui.tile_pictures import Picture


def _tr(text: str) -> str:
    return QCoreApplication.translate("LargeView", text)


def title_of(facts: TileFacts) -> str:
    """Return the title of a window that shows a tile."""
    where = "{}, {}".format(*facts.location) if facts.location else ""
    return " – ".join(part for part in (facts.name, where) if part)


def facts_of(facts: TileFacts, picture: "Picture", known: "Magnification") -> list[str]:
    """Return what is known of a tile, a part for each fact."""
    number = QLocale().toString
    where = "{}, {}".format(*facts.location) if facts.location else _tr("no location")
    parts = [
        facts.name,
        where,
        _tr("number {0}").format(facts.number),
        _tr("record {0} of {1}").format(facts.record, facts.tfrecord),
    ]
    if picture.image is not None:
        size = picture.image.size()
        parts.append(_tr("{0} × {1} px").format(size.width(), size.height()))
        parts.append(known.words(size.width()))
    kind = picture.format.upper() if picture.format else _tr("no known image format")
    parts.append(_tr("{0}, {1} bytes").format(kind, number(len(picture.data))))
    if facts.flag:
        parts.append(_tr("flagged “{0}”").format(flag_text(facts.flag)))
    if facts.note:
        parts.append(_tr("note: {0}").format(facts.note))
    return [part for part in parts if part]


def neighbour_words(session: "Session", number: int) -> str:
    """Say which neighbour is pointed at."""
    x, y = TileFacts.of(session, number).location or (0, 0)
    told = (
        _tr("Neighbour at {0}, {1}, number {2}")
        if int(session.inverse[number]) >= 0
        else _tr("Neighbour at {0}, {1}, number {2}, not shown by the filter")
    )
    return told.format(x, y, number)
