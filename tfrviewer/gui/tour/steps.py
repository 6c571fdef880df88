"""The steps of the tour."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP

CONTEXT = "Tour"


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        target: The object name of the part that is shown.
        title: What it is.
        text: What can be done with it.
        dock: The panel that it lies in, which is opened, or "".
    """

    target: str
    title: str
    text: str
    dock: str = ""

    def said(self) -> tuple[str, str]:
        """Return title and text in the user's language."""
        translate = QCoreApplication.translate
        return translate(CONTEXT, self.title), translate(CONTEXT, self.text)


STEPS = (
    Step(
        "datasetPanel",
        QT_TRANSLATE_NOOP("Tour", "The slides"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Each line is a TFRecord, with its tiles and its state. A click goes to its first "
            "tile, a double click shows it alone. What is wrong with it is listed below.",
        ),
        "dataset",
    ),
    Step(
        "tileGrid",
        QT_TRANSLATE_NOOP("Tour", "The tiles"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Click a tile, Ctrl+click more, or draw a frame around some: they are selected in "
            "all views at once. Space shows a tile large, Ctrl+wheel changes their size.",
        ),
    ),
    Step(
        "locationMap",
        QT_TRANSLATE_NOOP("Tour", "Where they lie"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Each tile at its place on the slide, without the slide. Zoom in with the wheel and "
            "the tiles themselves appear. Draw around tiles to select them.",
        ),
    ),
    Step(
        "filterLine",
        QT_TRANSLATE_NOOP("Tour", "Only some of them"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Type a condition on the columns of the table below, such as x > 7000. "
            "Every view shows what fulfils it; a click on a column of the table sorts them.",
        ),
    ),
    Step(
        "inspector",
        QT_TRANSLATE_NOOP("Tour", "One tile in full"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "All that is stored in the current record: the picture, every field with its value, "
            "and the bytes with their checksums.",
        ),
        "inspector",
    ),
    Step(
        "menuBar",
        QT_TRANSLATE_NOOP("Tour", "Everything else"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Ctrl+Shift+P finds any command, slide or column by a few letters. The key ? shows "
            "all keys. Files are only read: nothing you do here changes them.",
        ),
    ),
)
