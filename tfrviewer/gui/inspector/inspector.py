"""The inspector: the current record, whole, whatever its schema and whatever is wrong with it."""

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.inspector.banner import Banner
from tfrviewer.gui.inspector.fields import FieldsView
from tfrviewer.gui.inspector.framing_panel import FramingPanel
from tfrviewer.gui.inspector.picture import PictureView, as_image
from tfrviewer.gui.inspector.reading import Reading, read_reading, unreadable
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.inspector.value_viewer import ValueViewer
from tfrviewer.gui.inspector.values import copied_text
from tfrviewer.gui.theme import muted_text
from tfrviewer.gui.tile_pictures import TilePictures

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_READ: Final = ("inspector", "read")
_COPY: Final = ("inspector", "copy")
_LATE_MS: Final = 150
_WIDE: Final = 1.25
_NARROWEST: Final = 190
_NO_BREAK: Final = "\u00a0"


class Inspector(QWidget):
    """The current record: its findings, its tile, every field, the value of one, its framing.

    Signals:
        open_requested: The tile is to be shown large; its row number.
        told: Something was done; a sentence for the status bar.
        settled: All of the current record is shown; see `is_settled`.
    """

    open_requested = Signal(int)
    told = Signal(str)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self.setMinimumWidth(_NARROWEST)
        self._session = session
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._reading: Reading | None = None
        self._asked = -1
        self._pictures = TilePictures(session, tasks, self)
        self._pictures.told.connect(self.told)
        self._make_parts()
        self._arrange()
        # Once more when the layouts have done their part: one splitter's room is the other's doing.
        self._balance_timer = QTimer(self, singleShot=True, interval=0)
        self._balance_timer.timeout.connect(self._balance)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._show_waiting)
        session.current_changed.connect(self._follow)
        session.dataset_changed.connect(self._clear)
        session.findings_changed.connect(self._show_findings)
        self._show_reading(None)

    def _make_parts(self) -> None:
        self._banner = Banner(self)
        self._picture = PictureView(self.tr("Tile"), self)
        self._picture.setObjectName("inspectorTile")
        self._picture.opened.connect(self._open)
        self._head = SelectableText(self.tr("Record"), self)
        self._head.setObjectName("inspectorHead")
        self._fields = FieldsView(self)
        self._fields.setFrameShape(QFrame.Shape.NoFrame)
        self._fields.chosen.connect(self._show_field)
        self._fields.copy_value_asked.connect(self.copy_value)
        self._fields.copy_name_asked.connect(self._copy_name)
        self._fields.copy_all_asked.connect(self.copy_json)
        self._value = ValueViewer(self._tasks, self)
        self._value.settled.connect(self._tell_settled)
        self._framing = FramingPanel(self)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("inspectorTabs")
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(self.tr("Value and record"))
        self._tabs.addTab(self._value, self.tr("Value"))
        self._tabs.addTab(self._framing, self.tr("Record"))

    def _arrange(self) -> None:
        # Above the words, not beside them: these need the whole width of a narrow panel.
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in self._make_buttons():
            buttons.addWidget(button)
        buttons.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(6, 4, 6, 6)
        top.setSpacing(3)
        top.addLayout(buttons)
        top.addWidget(self._head)
        self._lists = QSplitter(Qt.Orientation.Vertical, self)
        self._lists.addWidget(self._fields)
        self._lists.addWidget(self._tabs)
        self._lists.setChildrenCollapsible(False)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._lists, 1)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.addWidget(self._picture)
        self._split.addWidget(below)
        self._split.setChildrenCollapsible(False)
        # The first to be moved by hand is balanced no more: its sizes are a person's from then on.
        self._by_hand: set[QSplitter] = set()
        for splitter in (self._lists, self._split):
            splitter.setHandleWidth(5)
            splitter.splitterMoved.connect(partial(self._by_hand.add, splitter))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Long findings and names must not make the window grow: it would not shrink again.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._banner)
        layout.addWidget(self._split, 1)

    def _make_buttons(self) -> list[QToolButton]:
        copies = QMenu(self)
        self._copy_image = copies.addAction(self.tr("Copy image"), self.copy_image)
        self._copy_value = copies.addAction(self.tr("Copy value"), self.copy_value)
        self._copy_json = copies.addAction(self.tr("Copy all fields as JSON"), self.copy_json)
        self._buttons: dict[str, QToolButton] = {}
        for name, icon, text, tip in (
            ("open", "maximize", self.tr("Open"), self.tr("Show the tile large")),
            ("save", "device-floppy", self.tr("Save image"), self.tr("Save the tile as a file…")),
            ("copy", "copy", self.tr("Copy"), self.tr("Copy image, value or all fields")),
        ):
            button = QToolButton(self)
            button.setObjectName(f"inspector{name.capitalize()}")
            button.setAutoRaise(True)
            button.setIconSize(QSize(18, 18))
            button.setAccessibleName(text)
            button.setToolTip(tip)
            set_icon(button, icon)
            self._buttons[name] = button
        self._buttons["open"].clicked.connect(self._open)
        self._buttons["save"].clicked.connect(self.save_image)
        self._buttons["copy"].setMenu(copies)
        self._buttons["copy"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return list(self._buttons.values())

    # ---------------------------------------------------------------- the face

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    @property
    def fields(self) -> FieldsView:
        """The list of fields."""
        return self._fields

    @property
    def value(self) -> ValueViewer:
        """The value of the current field."""
        return self._value

    def is_settled(self) -> bool:
        """Whether all of the current record is shown; nothing is while the inspector is hidden."""
        if not self.isVisible():
            return True
        shown = self._reading.number if self._reading is not None else -1
        running = self._tasks.is_running(_READ)
        return shown == self._session.current and not running and self._value.is_settled()

    @Slot()
    def copy(self) -> None:
        """Copy the tile where it has the focus, else the value of the current field."""
        if self._picture.hasFocus():
            self.copy_image()
        else:
            self.copy_value()

    @Slot()
    def copy_value(self) -> None:
        """Put the value of the current field on the clipboard: text, numbers, or an image."""
        feature = self._value.one_value()
        if feature is None:
            return
        image = self._value.shown_image()
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
        else:
            QGuiApplication.clipboard().setText(copied_text(feature))
        self.told.emit(self.tr("Value of “{0}” copied").format(feature.name))

    @Slot()
    def copy_json(self) -> None:
        """Put all fields of the record on the clipboard as JSON."""
        reading = self._reading
        if reading is None:
            return

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(self.tr("Fields of record {0} copied").format(reading.record))

        self._tasks.submit(_COPY, lambda _: reading.to_json(), done)

    @Slot()
    def copy_image(self) -> None:
        """Put the tile on the clipboard."""
        if self._reading is not None:
            self._pictures.copy_image(self._reading.number)

    @Slot()
    def save_image(self) -> None:
        """Ask where to save the tile, and save it as it is stored."""
        if self._reading is not None:
            self._pictures.save_image(self._reading.number)

    @Slot()
    def _open(self) -> None:
        if self._reading is not None:
            self.open_requested.emit(self._reading.number)

    @Slot()
    def _copy_name(self) -> None:
        if self._fields.path:
            QGuiApplication.clipboard().setText(self._fields.path[0])
            self.told.emit(self.tr("Name copied"))

    # ---------------------------------------------------------------- following the session

    @Slot(int)
    def _follow(self, number: int) -> None:
        """Read the record; a newer one replaces what is being read, and is shown alone."""
        if not self.isVisible() or number == self._asked:
            return
        self._asked = number
        if number < 0:
            self._tasks.cancel(_READ)
            self._show_reading(None)
            return
        session = self._session
        if not self._late.isActive():
            self._late.start()

        def failed(error: BaseException) -> None:
            record = int(session.record[number]) if number < session.n_records else number
            files, file = session.files, int(session.file_number[number])
            path = files[file].path if file < len(files) else Path()
            self._show_reading(unreadable(number, path, record, error))

        self._tasks.submit(
            _READ,
            lambda cancel: read_reading(session.read_record, number, cancel),
            self._show_reading,
            failed=failed,
        )

    @Slot()
    def _clear(self) -> None:
        self._tasks.cancel(_READ)
        self._asked = -1
        self._show_reading(None)

    @Slot()
    def _show_waiting(self) -> None:
        """The record is long in coming: show what is known of it already, and not another one."""
        if self._reading is not None and self._reading.number == self._asked:
            return
        px = round(max(self._picture.width(), 64) * self.devicePixelRatioF())
        image = self._thumbnails.find(self._asked, px)
        if image is not None:
            self._picture.show_image(image)
        else:
            self._picture.show_text(self.tr("Reading…"))

    def _show_reading(self, reading: Reading | None) -> None:
        self._late.stop()
        self._reading = reading
        if reading is not None:
            known = self._session.record_findings(reading.number)
            for finding in reading.findings:
                if not any(other.kind is finding.kind for other in known):
                    self._session.add_finding(reading.number, finding)
        self._show_findings()
        self._show_head()
        self._show_tile()
        example = reading.example if reading is not None else None
        self._fields.show_example(example)
        self._fields.setVisible(example is not None or reading is None)
        self._framing.show_reading(reading)
        self._show_tabs()
        self._enable()
        self._balance_timer.start()
        self._tell_settled()

    @Slot()
    def _show_findings(self) -> None:
        reading = self._reading
        if reading is None:
            self._banner.show_findings(())
            return
        # Two views may say the same of a record in other words: one of each kind will do.
        each: dict[str, Finding] = {}
        for finding in (*reading.findings, *self._session.record_findings(reading.number)):
            each.setdefault(finding.kind.value, finding)
        self._banner.show_findings(list(each.values()))

    def _show_head(self) -> None:
        reading = self._reading
        if reading is None:
            self._head.set_plain(self.tr("No record"))
            return
        number = QLocale().toString
        example = reading.example
        slide = example.slide if example is not None else None
        location = example.location if example is not None else None
        if location is None:
            where = self.tr("no location") if example is not None else ""
        else:
            where = self.tr("x {0}   y {1}").format(*location)
        image = self._image_words(reading)
        muted = muted_text(self.palette()).name()
        name = slide or reading.path.stem
        parts = [part.replace(" ", _NO_BREAK) for part in (where, image) if part]
        second = "  · ".join(parts)
        third = self.tr("Number {0}  ·  record {1} of {2}").format(
            number(reading.number), number(reading.record), reading.path.name
        )
        lines = [f"<b>{escape(name)}</b>"]
        lines += [escape(second)] if second else []
        lines.append(f'<span style="color: {muted}">{escape(third)}</span>')
        self._head.set_rich("<br>".join(line.replace("   ", "&nbsp;&nbsp; ") for line in lines))

    def _image_words(self, reading: Reading) -> str:
        if reading.image is None:
            return ""
        words = (reading.image_format or self.tr("unknown format")).upper()
        if reading.size is not None:
            words = self.tr("{0} × {1} px").format(*reading.size) + " " + words
        example = reading.example
        if example is not None and example.image_key not in example.features:
            words = self.tr("{0}, the first of its steps").format(words)
        return words

    def _show_tile(self) -> None:
        reading = self._reading
        if reading is None:
            self._picture.show_text(self.tr("Choose a record to see all that it holds."))
        elif reading.pixels is not None:
            self._picture.show_image(as_image(reading.pixels))
        elif reading.image is not None:
            self._picture.show_text(self.tr("The image cannot be decoded."))
        elif reading.example is not None:
            self._picture.show_text(self.tr("This record holds no image."))
        else:
            self._picture.show_text(self.tr("There is no image to be found in this record."))

    def _show_tabs(self) -> None:
        reading = self._reading
        whole = reading is None or reading.example is not None
        self._tabs.setTabEnabled(0, whole)
        if not whole:
            self._tabs.setCurrentWidget(self._framing)
        elif self._forced_tab:
            self._tabs.setCurrentWidget(self._value)
        self._forced_tab = not whole
        framing = reading.framing if reading is not None else None
        sound = framing is None or framing.is_sound
        self._tabs.setTabText(1, self.tr("Record") if sound else self.tr("Record ✗"))
        tip = self.tr("Offset, length, checksums and bytes of the record")
        self._tabs.setTabToolTip(1, tip)

    _forced_tab = False

    def _enable(self) -> None:
        reading = self._reading
        image = reading is not None and reading.image is not None
        self._buttons["open"].setEnabled(reading is not None)
        self._buttons["save"].setEnabled(image)
        self._buttons["copy"].setEnabled(reading is not None)
        self._copy_image.setEnabled(image)
        self._copy_value.setEnabled(reading is not None and reading.example is not None)

    @Slot()
    def _show_field(self) -> None:
        path = self._fields.path
        feature = self._fields.feature
        name = path[0] if path else ""
        if len(path) > 1:
            name = self.tr("{0}, step {1}").format(*path)
        self._value.show_feature(name, feature)
        self._tell_settled()

    @Slot()
    def _tell_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- Qt's events

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 420)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 760)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shown = self._reading.number if self._reading is not None else -1
        self._asked = shown
        self._follow(self._session.current)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the tile beside the fields where there is more width than height."""
        super().resizeEvent(event)
        wide = self.width() > _WIDE * self.height()
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != orientation:
            self._split.setOrientation(orientation)
            self._by_hand.discard(self._split)
        self._balance()
        self._balance_timer.start()

    @Slot()
    def _balance(self) -> None:
        """Give the tile a square, the fields what they need, and the value the rest."""
        width, height = self._split.width(), self._split.height()
        if self._split not in self._by_hand:
            if self._split.orientation() == Qt.Orientation.Horizontal:
                tile, whole = min(height, round(0.45 * width)), width
            else:
                tile, whole = min(width, round(0.4 * height)), height
            self._split.setSizes([tile, whole - tile])
        if self._lists not in self._by_hand:
            room = self._lists.height()
            fields = min(self._fields.needed_height(), round(0.6 * room))
            self._lists.setSizes([fields, room - fields])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_head"):
            self._show_head()
