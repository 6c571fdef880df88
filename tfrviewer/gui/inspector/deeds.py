"""What can be done with a value: copy it in some form, save it, show only records that have it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl
from PySide6.QtCore import QLocale, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tfrviewer.atomic import open_atomically
from tfrviewer.dataset.table.conditions import (
    Comparison,
    comparisons,
    condition,
    join_condition,
)
from tfrviewer.gui.inspector.forms import (
    MOST_COPIED,
    Form,
    raw_bytes,
    size_of,
    suffix_of,
    written,
)
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.reading import Reading
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken
    from tfrviewer.tfrecord.example import Feature

_COPY: Final = ("inspector", "copy")
_SAVE: Final = ("inspector", "save")
_AT_ONCE: Final = 64 * 1024
_COLUMNS: Final = {"loc_x": "x", "loc_y": "y"}
"""Fields that have a column of another name."""


class Narrowing(NamedTuple):
    """A way to show fewer records: what it is called, and what does it."""

    text: str
    do: Callable[[], None]


class ValueDeeds(QObject):
    """Copies, saves and filters on behalf of the inspector.

    Signals:
        told: Something was done, or why it could not be; a sentence.
    """

    told = Signal(str)

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._window = parent
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def copy(self, feature: "Feature", form: Form) -> None:
        """Put a value on the clipboard."""
        size = size_of(feature)
        if size > MOST_COPIED:
            words = self.tr("{0} bytes are too many to copy; save the value as a file instead")
            self.told.emit(words.format(QLocale().toString(size)))
            return

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(self.tr("Value of “{0}” copied").format(feature.name))

        if size <= _AT_ONCE:
            done(written(feature, form))
        else:
            self._tasks.submit(_COPY, lambda _: written(feature, form), done)

    def copy_fields(self, reading: "Reading") -> None:
        """Put all fields of a record on the clipboard as JSON."""
        size = len(reading.payload or b"")
        if size > MOST_COPIED:
            words = self.tr("{0} bytes are too many to copy; copy the fields one by one")
            self.told.emit(words.format(QLocale().toString(size)))
            return

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(self.tr("Fields of record {0} copied").format(reading.record))

        self._tasks.submit(_COPY, lambda _: reading.to_json(), done)

    def save(self, feature: "Feature", number: int) -> None:
        """Ask where to save the bytes of a value, and save them."""
        facts = TileFacts.of(self._session, number)
        stem = Path(facts.file_name(None)).stem
        name = "".join(c if c.isalnum() or c in "-_." else "_" for c in feature.name)[:60]
        dialog = QFileDialog(self._window, self.tr("Save value as"), self._folder)
        dialog.setObjectName("saveValueDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{stem}-{name}{suffix_of(feature)}")
        dialog.fileSelected.connect(lambda path: self.save_to(feature, Path(path)))
        dialog.open()

    def save_to(self, feature: "Feature", path: Path) -> None:
        """Save the bytes of a value; it is all there in the end, or nothing is changed."""
        self._folder = str(path.parent)

        def work(_: "CancelToken") -> str:
            # A full disk or a folder that is not ours is an answer, not a failure of the program.
            try:
                with open_atomically(path) as file:
                    file.write(raw_bytes(feature))
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            if why:
                words = self.tr("The value cannot be saved as {0}: {1}. Choose another folder.")
                self.told.emit(words.format(path, why))
            else:
                self.told.emit(self.tr("Saved {0}").format(path.name))

        self._tasks.submit(_SAVE, work, done)

    def narrowings(self, field: str, number: int) -> list[Narrowing]:
        """Return how the records can be narrowed by the value that a record has in a field.

        Args:
            field: Name of the field; none can be if the table has no column of it.
            number: Row number of the record.
        """
        session, column = self._session, _COLUMNS.get(field, field)
        frame = session.frame
        if column not in frame.columns or not 0 <= number < frame.height:
            return []
        values = frame.get_column(column)
        value = values[number]
        if value is None and column in session.pending:
            return []
        words = {
            Comparison.EQUAL: self.tr("Only where {0} is {1}"),
            Comparison.NOT_EQUAL: self.tr("Only where {0} is not {1}"),
            Comparison.GREATER: self.tr("Only where {0} > {1}"),
            Comparison.LESS: self.tr("Only where {0} < {1}"),
            Comparison.CONTAINS: self.tr("Only where {0} contains {1}"),
        }
        said = self.tr("missing") if value is None else _short(value)
        return [
            Narrowing(
                words[comparison].format(column, said),
                self._narrow(column, comparison, value, values.dtype),
            )
            for comparison in comparisons(values.dtype, value)
        ]

    def _narrow(
        self, column: str, comparison: Comparison, value: object, dtype: pl.DataType
    ) -> Callable[[], None]:
        session, added = self._session, condition(column, comparison, value, dtype)
        return lambda: session.set_filter(join_condition(session.filter_text, added))


def _short(value: object) -> str:
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 32 else text[:31] + "…"
