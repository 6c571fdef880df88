"""The inspector: the current record, whole, whatever its schema and whatever is wrong with it."""

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.banner import Banner
from tfrviewer.gui.inspector.bar import InspectorBar, form_words
from tfrviewer.gui.inspector.deeds import ValueDeeds
from tfrviewer.gui.inspector.fields import FieldsView
from tfrviewer.gui.inspector.follower import RecordFollower
from tfrviewer.gui.inspector.forms import Form
from tfrviewer.gui.inspector.head import RecordHead
from tfrviewer.gui.inspector.picture import PictureView
from tfrviewer.gui.inspector.reading import Reading
from tfrviewer.gui.inspector.recent_records import RecentRecords
from tfrviewer.gui.inspector.record_panel import RecordPanel
from tfrviewer.gui.inspector.said import SaidStrip
from tfrviewer.gui.inspector.splitter import OwnSplitter
from tfrviewer.gui.inspector.tabs import InspectorTabs
from tfrviewer.gui.inspector.trail import Trail
from tfrviewer.gui.inspector.value_viewer import ValueViewer
from tfrviewer.gui.tile_pictures import TilePictures
from tfrviewer.tfrecord.example import Feature, FeatureKind

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_WIDE: Final = 1.25
_SHORT: Final = 640
"""Below this height findings are told in short."""
_NARROWEST: Final = 190


class Inspector(QWidget):
    """The current record: its findings, its tile, every field, the value of one, its bytes.

    Attributes:
        trail: What was looked at, and the way back through it.
        said: The flag and the note of the current tile.

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
        self._follower = RecordFollower(session, tasks, self)
        self.trail = Trail(session, self)
        self._pictures = TilePictures(session, tasks, self)
        self._deeds = ValueDeeds(session, tasks, self)
        self._make_parts()
        self._connect_parts()
        self._arrange()
        # Once more when the layouts have done their part: one splitter's room is the other's doing.
        self._balance_timer = QTimer(self, singleShot=True, interval=0)
        self._balance_timer.timeout.connect(self._balance)
        self._follower.read.connect(self._show_reading)
        self._follower.late.connect(self._show_waiting)
        session.findings_changed.connect(self._show_findings)
        self.trail.changed.connect(self._show_trail)
        self._show_trail()
        self._show_reading(None)

    def _make_parts(self) -> None:
        self._banner = Banner(self)
        self._picture = PictureView(self.tr("Tile"), self)
        self._picture.setObjectName("inspectorTile")
        self._bar = InspectorBar(self)
        self._recent = RecentRecords(self._session, self.trail, self._thumbnails, self)
        self._head = RecordHead(self)
        self.said = SaidStrip(self._session, self)
        self._fields = FieldsView(self)
        self._fields.setFrameShape(QFrame.Shape.NoFrame)
        self._value = ValueViewer(self._tasks, self)
        self._framing = RecordPanel(self._tasks, self)
        self._split = OwnSplitter("inspectorSplitter", self)
        self._tabs = InspectorTabs(self._fields, self._value, self._framing, self)

    def _connect_parts(self) -> None:
        bar = self._bar
        bar.back_asked.connect(self.trail.back)
        bar.forward_asked.connect(self.trail.forward)
        bar.recent_asked.connect(self.show_recent)
        bar.open_asked.connect(self._open)
        bar.save_image_asked.connect(self.save_image)
        bar.copy_image_asked.connect(self.copy_image)
        bar.copy_asked.connect(self.copy_as)
        bar.copy_all_asked.connect(self.copy_json)
        bar.save_value_asked.connect(self.save_value)
        bar.picture_chosen.connect(self.choose_picture)
        self._picture.opened.connect(self._open)
        self._fields.chosen.connect(self._show_field)
        self._fields.copy_value_asked.connect(self.copy_value)
        self._fields.menu_asked.connect(self._show_menu)
        self._value.settled.connect(self._tell_settled)
        self._framing.settled.connect(self._tell_settled)
        self._framing.field_chosen.connect(self._fields.choose)
        for teller in (self._pictures, self._deeds, self._value, self._framing):
            teller.told.connect(self.told)

    def _arrange(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(6, 4, 6, 6)
        top.setSpacing(3)
        top.addWidget(self._bar)
        top.addWidget(self._head)
        top.addWidget(self.said)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._tabs, 1)
        self._split.addWidget(self._picture)
        self._split.addWidget(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Long findings and names must not make the window grow: it would not shrink again.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._banner)
        layout.addWidget(self._split, 1)

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

    @property
    def record_panel(self) -> RecordPanel:
        """The bytes of the record."""
        return self._framing

    def is_settled(self) -> bool:
        """Whether all of the current record is shown; nothing is while the inspector is hidden."""
        if not self.isVisible():
            return True
        shown = self._reading.number if self._reading is not None else -1
        if shown != self._session.current or self._follower.is_reading():
            return False
        return self._value.is_settled() and self._framing.is_settled()

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
        feature, image = self._value.one_value(), self._value.shown_image()
        if feature is not None and image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.told.emit(self.tr("Value of “{0}” copied").format(feature.name))
        else:
            self.copy_as(Form.TEXT)

    @Slot(Form)
    def copy_as(self, form: Form) -> None:
        """Put the value of the current field on the clipboard in some form."""
        feature = self._value.one_value()
        if feature is not None:
            self._deeds.copy(feature, form)

    @Slot()
    def copy_json(self) -> None:
        """Put all fields of the record on the clipboard as JSON."""
        if self._reading is not None:
            self._deeds.copy_fields(self._reading)

    @Slot()
    def save_value(self) -> None:
        """Ask where to save the bytes of the current field's value."""
        feature = self._value.one_value()
        if feature is not None and self._reading is not None:
            self._deeds.save(feature, self._reading.number)

    @Slot()
    def copy_image(self) -> None:
        """Put the picture on the clipboard."""
        reading = self._reading
        if reading is not None and self._is_own_picture(reading):
            self._pictures.copy_image(reading.number)
        elif not self._picture.image.isNull():
            QGuiApplication.clipboard().setImage(self._picture.image)
            self.told.emit(self.tr("Image copied"))

    @Slot()
    def save_image(self) -> None:
        """Ask where to save the picture, and save it as it is stored."""
        reading = self._reading
        if reading is None or reading.image is None:
            return
        if self._is_own_picture(reading):
            self._pictures.save_image(reading.number)
        else:
            feature = Feature(reading.picture or "", FeatureKind.BYTES, (reading.image,))
            self._deeds.save(feature, reading.number)

    @Slot(str)
    def choose_picture(self, name: str) -> None:
        """Show the image of a field as the picture, of this record and of others that have it."""
        self._follower.choose_picture(name)

    @Slot()
    def show_recent(self) -> None:
        """Show what was looked at, to go back to."""
        self._recent.show_below(self._bar.button("recent"))

    def save_state(self) -> QByteArray:
        """Return what was chosen here: how fields are shown, which picture, the shares of room."""
        told = {
            "value": self._value.save_state(),
            "picture": self._follower.picture,
            "sizes": [splitter.save_sizes() for splitter in (self._tabs.lists, self._split)],
        }
        return QByteArray(json.dumps(told).encode())

    def restore_state(self, saved: QByteArray) -> None:
        """Choose what was chosen when `saved` was made; nonsense changes nothing."""
        try:
            told: Any = json.loads(bytes(saved.data()))
            self._follower.picture = str(told["picture"])
            self._value.restore_state(str(told["value"]))
            for splitter, sizes in zip((self._tabs.lists, self._split), told["sizes"], strict=True):
                splitter.restore_sizes(None if sizes is None else [int(size) for size in sizes])
        except (ValueError, TypeError, KeyError, AttributeError):
            return

    # ---------------------------------------------------------------- what is asked of it

    @staticmethod
    def _is_own_picture(reading: Reading) -> bool:
        example = reading.example
        return example is None or reading.picture == example.image_key

    @Slot()
    def _open(self) -> None:
        if self._reading is not None:
            self.open_requested.emit(self._reading.number)

    def _copy_name(self) -> None:
        if self._fields.path:
            QGuiApplication.clipboard().setText(self._fields.path[0])
            self.told.emit(self.tr("Name copied"))

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Show what can be done with the current field."""
        reading, path = self._reading, self._fields.path
        if reading is None or not path:
            return
        menu = QMenu(self)
        menu.setObjectName("fieldMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_value = self._fields.feature is not None
        for text, form in form_words():
            menu.addAction(text, partial(self.copy_as, form)).setEnabled(has_value)
        menu.addAction(self.tr("Save value as a file…"), self.save_value).setEnabled(has_value)
        menu.addSeparator()
        menu.addAction(self.tr("Copy name"), self._copy_name)
        menu.addAction(self.tr("Copy all fields as JSON"), self.copy_json)
        menu.addSeparator()
        menu.addAction(self.tr("Show its bytes"), self._tabs.show_bytes)
        if len(reading.pictures) > 1 and path[0] in reading.pictures:
            menu.addAction(self.tr("Show it as the picture"), partial(self.choose_picture, path[0]))
        narrowings = self._deeds.narrowings(path[0], reading.number) if len(path) == 1 else []
        if narrowings:
            menu.addSeparator()
        for text, do in narrowings:
            menu.addAction(text.replace("&", "&&"), do)
        menu.popup(at)

    # ---------------------------------------------------------------- following the session

    @Slot(int)
    def _show_waiting(self, number: int) -> None:
        """Show what is known already of a record that is long in coming, and not another one."""
        if self._reading is not None and self._reading.number == number:
            return
        px = round(max(self._picture.width(), 64) * self.devicePixelRatioF())
        image = self._thumbnails.find(number, px)
        if image is not None:
            self._picture.show_image(image)
        else:
            self._picture.show_text(self.tr("Reading…"))

    @Slot(object)
    def _show_reading(self, reading: Reading | None) -> None:
        self._reading = reading
        if reading is not None:
            known = self._session.record_findings(reading.number)
            for finding in reading.findings:
                if not any(other.kind is finding.kind for other in known):
                    self._session.add_finding(reading.number, finding)
            self._compare_with_flag(reading)
        self._show_findings()
        self._head.show_reading(reading)
        self._show_tile()
        example = reading.example if reading is not None else None
        self._fields.show_example(example)
        self._framing.show_reading(reading)
        self._tabs.show_reading(reading)
        image = reading is not None and reading.image is not None
        self._bar.set_possible(
            record=reading is not None, image=image, value=self._fields.feature is not None
        )
        names = list(reading.pictures) if reading is not None else []
        self._bar.set_pictures(names, reading.picture if reading is not None else None)
        self._balance_timer.start()
        self._tell_settled()

    def _compare_with_flag(self, reading: Reading) -> None:
        """Tell if the image is another one than when the tile was flagged."""
        if reading.image is None or not self._is_own_picture(reading):
            return
        finding = self._session.flags.mismatch_of(reading.number, reading.image)
        if finding is not None:
            self._session.add_finding(reading.number, finding)

    @Slot()
    def _show_trail(self) -> None:
        trail = self.trail
        self._bar.set_trail(
            back=trail.can_go_back, forward=trail.can_go_forward, some=bool(trail.seen)
        )

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

    def _show_tile(self) -> None:
        reading = self._reading
        if reading is None:
            self._picture.show_text(self.tr("Choose a record to see all that it holds."))
        elif reading.tile is not None:
            self._picture.show_image(reading.tile)
        elif reading.image is not None:
            self._picture.show_text(self.tr("The image cannot be decoded."))
        elif reading.example is not None:
            self._picture.show_text(self.tr("This record holds no image."))
        else:
            self._picture.show_text(self.tr("There is no image to be found in this record."))

    @Slot()
    def _show_field(self) -> None:
        path = self._fields.path
        name = path[0] if path else ""
        title = self.tr("{0}, step {1}").format(*path) if len(path) > 1 else name
        self._value.show_feature(name, self._fields.feature, title)
        self._framing.show_field(path)
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
        self._follower.asked = self._reading.number if self._reading is not None else -1
        self._follower.set_on(on=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follower.set_on(on=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the tile beside the fields where there is more width than height."""
        super().resizeEvent(event)
        wide = self.width() > _WIDE * self.height()
        self._split.turn(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._banner.set_short(short=self.height() < _SHORT)
        self._balance()
        self._balance_timer.start()

    @Slot()
    def _balance(self) -> None:
        """Give the tile a square, the fields what they need, and the value the rest."""
        width, height = self._split.width(), self._split.height()
        if self._split.orientation() == Qt.Orientation.Horizontal:
            tile, whole = min(height, round(0.45 * width)), width
        else:
            tile, whole = min(width, round(0.36 * height)), height
        self._split.share(tile, whole - tile)
        self._tabs.share()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        match event.button():
            case Qt.MouseButton.BackButton:
                self.trail.back()
            case Qt.MouseButton.ForwardButton:
                self.trail.forward()
            case _:
                super().mousePressEvent(event)
