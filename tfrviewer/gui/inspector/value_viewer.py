"""One value, shown as what it is or as what one wants to see it as."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.inspector.numbers import ByteKind
from tfrviewer.gui.inspector.paged_text import PagedText
from tfrviewer.gui.inspector.pages import Pages, plain
from tfrviewer.gui.inspector.picture import PictureView
from tfrviewer.gui.inspector.plot import NumberPlot
from tfrviewer.gui.inspector.prepared import Prepared, prepare, takes_long
from tfrviewer.gui.inspector.searched_bytes import SearchedBytes
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.inspector.values import Mode, guess_mode
from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.gui.tasks import Pool
from tfrviewer.tfrecord.example import Feature, FeatureKind
from tfrviewer.tiles.image.masks import brightened
from tfrviewer.tiles.image.sniff import image_size, sniff_format
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

T = TypeVar("T")

LARGEST_SIDE: Final = 2048
_TASK: Final = ("inspector", "value")
_MOST_KEPT: Final = 200


class ValueViewer(QWidget):
    """The value of one field by its content, or in the mode that was chosen for its name.

    Signals:
        settled: What was being made ready is there.
        told: Something was copied; a sentence.
    """

    settled = Signal()
    told = Signal(str)

    def __init__(self, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorValue")
        self._tasks = tasks
        self._feature: Feature | None = None
        self._name = ""
        self._kept_modes: dict[str, Mode] = {}
        self._kept_kinds: dict[str, ByteKind] = {}
        self._note_words = ""
        self._make_controls()
        # Made when they are first needed: most values are short texts or numbers.
        self._text: PagedText | None = None
        self._picture: PictureView | None = None
        self._plot: NumberPlot | None = None
        self._searched: SearchedBytes | None = None
        self._stack = QStackedLayout()
        self._note = SelectableText(self.tr("About this value"), self)
        self._note.setObjectName("valueNote")
        self._note.hide()
        self._arrange()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 4, 4)
        bar.setSpacing(6)
        bar.addWidget(self._title, 1)
        bar.addWidget(self._modes)
        self._more = QWidget(self)
        more = QHBoxLayout(self._more)
        more.setContentsMargins(8, 0, 4, 4)
        more.setSpacing(6)
        more.addWidget(self._which)
        more.addStretch(1)
        more.addWidget(self._kinds)
        note = QHBoxLayout()
        note.setContentsMargins(8, 3, 8, 4)
        note.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._more)
        layout.addLayout(self._stack, 1)
        layout.addLayout(note)

    def _make_controls(self) -> None:
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._modes = QComboBox(self)
        self._modes.setObjectName("valueMode")
        self._modes.setAccessibleName(self.tr("Show the value as"))
        self._modes.setToolTip(self.tr("Show the value as; kept for fields of this name"))
        self._modes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._title.setBuddy(self._modes)
        self._words = {
            Mode.AUTO: self.tr("Auto"),
            Mode.IMAGE: self.tr("Image"),
            Mode.TEXT: self.tr("Text"),
            Mode.JSON: self.tr("JSON"),
            Mode.NUMBERS: self.tr("Numbers"),
            Mode.PLOT: self.tr("Plot"),
            Mode.HEX: self.tr("Hex"),
        }
        for mode, text in self._words.items():
            self._modes.addItem(text, mode)
        self._modes.currentIndexChanged.connect(self._choose_mode)
        self._which = QSpinBox(self)
        self._which.setObjectName("valueNumber")
        self._which.setAccessibleName(self.tr("Which of several values"))
        self._which.setToolTip(self._which.accessibleName())
        self._which.setMinimum(0)
        self._which.setSpecialValueText(self.tr("all values"))
        self._which.valueChanged.connect(self._show)
        self._kinds = QComboBox(self)
        self._kinds.setObjectName("valueKind")
        self._kinds.setAccessibleName(self.tr("Take the bytes for"))
        self._kinds.setToolTip(self.tr("What numbers the bytes are, little-endian"))
        for kind in ByteKind:
            self._kinds.addItem(kind.value, kind)
        self._kinds.currentIndexChanged.connect(self._choose_kind)

    # ---------------------------------------------------------------- the face

    @property
    def mode(self) -> Mode:
        """How the value is to be shown."""
        return Mode(self._modes.currentData())

    @property
    def shown_mode(self) -> Mode:
        """How it is shown: by its content, where no mode was chosen."""
        feature = self.one_value()
        return guess_mode(feature) if self.mode is Mode.AUTO and feature is not None else self.mode

    @property
    def text(self) -> str:
        """What is shown, where it is text or bytes."""
        if self._searched is not None and self._stack.currentWidget() is self._searched:
            return self._searched.view.text
        return self._text.text if self._text is not None else ""

    @property
    def note(self) -> str:
        """What is said about the value, empty if nothing is."""
        return "" if self._note.isHidden() else self._note.toPlainText()

    def is_settled(self) -> bool:
        """Whether nothing is being made ready."""
        finders = (self._text, self._searched)
        looking = any(finder is not None and not finder.is_settled() for finder in finders)
        return not self._tasks.is_running(_TASK) and not looking

    def set_mode(self, mode: Mode) -> None:
        """Show the value in a mode."""
        self._modes.setCurrentIndex(self._modes.findData(mode))

    def set_kind(self, kind: ByteKind) -> None:
        """Take bytes for numbers of a kind."""
        self._kinds.setCurrentIndex(self._kinds.findData(kind))

    def show_feature(self, name: str, feature: Feature | None, title: str = "") -> None:
        """Show a field, in the mode that was chosen for its name.

        Args:
            name: Its name; that of its list for a step of one.
            feature: Its value, None for nothing.
            title: What is written above it, if not its name.
        """
        for control in (self._modes, self._which, self._kinds):
            control.blockSignals(True)
        self._modes.setCurrentIndex(self._modes.findData(self._kept_modes.get(name, Mode.AUTO)))
        kind = self._kept_kinds.get(name, ByteKind.UINT8)
        self._kinds.setCurrentIndex(self._kinds.findData(kind))
        if name != self._name:
            self._which.setValue(0)
            if self._text is not None:
                self._text.find_bar.close_it()
            if self._searched is not None:
                self._searched.bar.close_it()
        self._name, self._feature = name, feature
        count = len(feature.values) if feature is not None and self._is_bytes else 0
        self._which.setMaximum(count)
        self._which.setSuffix(self.tr(" of {0}").format(count))
        self._which.setVisible(count > 1)
        for control in (self._modes, self._which, self._kinds):
            control.blockSignals(False)
        self._title.setText(title or name)
        self._title.setToolTip(title or name)
        self._show()

    def one_value(self) -> Feature | None:
        """Return the field, or that one of its values that was chosen, as a feature."""
        feature, which = self._feature, self._which.value()
        if feature is None or not which or which > len(feature.values):
            return feature
        return Feature(feature.name, feature.kind, (feature.values[which - 1],))

    def shown_image(self) -> QImage | None:
        """Return the image that is shown, None while anything else is."""
        if self._picture is None or self._stack.currentWidget() is not self._picture:
            return None
        return None if self._picture.image.isNull() else self._picture.image

    def save_state(self) -> str:
        """Return what was chosen for which fields."""
        return json.dumps({"modes": self._kept_modes, "kinds": self._kept_kinds})

    def restore_state(self, saved: str) -> None:
        """Choose again what was chosen; nonsense changes nothing."""
        try:
            told: Any = json.loads(saved)
            modes = {str(name): Mode(mode) for name, mode in told["modes"].items()}
            kinds = {str(name): ByteKind(kind) for name, kind in told["kinds"].items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        self._kept_modes, self._kept_kinds = modes, kinds

    # ---------------------------------------------------------------- choosing

    @property
    def _is_bytes(self) -> bool:
        return self._feature is not None and self._feature.kind is FeatureKind.BYTES

    @Slot()
    def _choose_mode(self) -> None:
        self._kept_modes.pop(self._name, None)
        if self.mode is not Mode.AUTO and len(self._kept_modes) < _MOST_KEPT:
            self._kept_modes[self._name] = self.mode
        self._show()

    @Slot()
    def _choose_kind(self) -> None:
        if len(self._kept_kinds) < _MOST_KEPT:
            self._kept_kinds[self._name] = ByteKind(self._kinds.currentData())
        self._show()

    # ---------------------------------------------------------------- showing

    @Slot()
    def _show(self) -> None:
        feature, mode = self.one_value(), self.shown_mode
        self._tasks.cancel(_TASK)
        self._modes.setEnabled(feature is not None)
        numbers = feature is not None and mode in (Mode.NUMBERS, Mode.PLOT) and self._is_bytes
        self._kinds.setVisible(numbers)
        self._more.setVisible(numbers or not self._which.isHidden())
        if feature is None:
            self._modes.setItemText(0, self._words[Mode.AUTO])
            self._write(plain(""))
            self._tell("")
            return
        guessed = self._words[guess_mode(feature)]
        self._modes.setItemText(0, self.tr("Auto: {0}").format(guessed))
        kind = ByteKind(self._kinds.currentData())
        if mode is Mode.IMAGE:
            self._show_image(feature)
        elif takes_long(feature, mode):
            self._write(plain(""))
            self._tell(self.tr("Looking at all of it…"))
            self._submit(
                lambda _: prepare(feature, mode, kind), self._show_prepared, pool=Pool.LONG
            )
        else:
            self._show_prepared(prepare(feature, mode, kind))

    def _submit(
        self,
        work: Callable[["CancelToken"], T],
        done: Callable[[T], None],
        pool: Pool = Pool.THREADS,
    ) -> None:
        def arrived(result: T) -> None:
            done(result)
            self.settled.emit()

        def failed(error: BaseException) -> None:
            finding = error.finding if isinstance(error, TfrError) else None
            words = finding.message if finding is not None else str(error)
            if self._picture is not None and self._stack.currentWidget() is self._picture:
                self._picture.show_text(words)
                self._tell("")
            else:
                self._tell(words)
            self.settled.emit()

        self._tasks.submit(_TASK, work, arrived, failed=failed, pool=pool)

    def _show_prepared(self, prepared: Prepared) -> None:
        if prepared.series is not None and prepared.told is not None:
            plot = self._number_plot()
            plot.show_numbers(prepared.series, prepared.told)
            self._stack.setCurrentWidget(plot)
        elif prepared.source is not None:
            searched = self._searched_bytes()
            self._stack.setCurrentWidget(searched)
            searched.view.show_bytes(prepared.source, prepared.marks)
        else:
            self._write(prepared.pages or plain(""))
        self._tell(prepared.note)

    def _write(self, pages: Pages) -> None:
        text = self._paged_text()
        self._stack.setCurrentWidget(text)
        text.show_pages(pages)

    def _show_image(self, feature: Feature) -> None:
        first = next(iter(feature.values), None)
        picture = self._picture_view()
        self._stack.setCurrentWidget(picture)
        self._tell("")
        if not isinstance(first, bytes):
            picture.show_text(
                self.tr("Numbers are no image.") if feature.values else self.tr("No values.")
            )
            return

        def work(cancel: "CancelToken") -> tuple[QImage, int]:
            cancel.check()
            pixels = decode_thumbnail(first, LARGEST_SIDE)
            mask, greatest = brightened(pixels) or (pixels, 0)
            return rgb_image(mask), greatest

        def done(result: tuple[QImage, int]) -> None:
            image, greatest = result
            picture.show_image(image)
            notes = [self._image_words(first)]
            if len(feature.values) > 1:
                notes.append(self.tr("The first of several values."))
            if greatest:
                notes.append(
                    self.tr("Its values go from 0 to {0}: shown brighter than stored.").format(
                        greatest
                    )
                )
            self._tell(" ".join(notes))

        self._submit(work, done)

    def _image_words(self, data: bytes) -> str:
        words = (sniff_format(data) or self.tr("unknown format")).upper()
        size = image_size(data)
        return words if size is None else self.tr("{0}, {1} × {2} px.").format(words, *size)

    def _tell(self, note: str) -> None:
        self._note_words = note
        self._note.set_plain(note)
        self._note.setVisible(bool(note))

    @Slot(int)
    def _tell_byte(self, offset: int) -> None:
        """Say which byte is under the pointer, in the place of the note."""
        searched = self._searched
        if searched is None or offset < 0 or self._stack.currentWidget() is not searched:
            self._tell(self._note_words)
            return
        view = searched.view
        (value,) = view.source.read(offset, offset + 1)
        words = self.tr("Byte {0}: {1} = {2}").format(offset, f"{value:#04x}", value)
        self._note.set_plain(words)
        view.setAccessibleDescription(words)

    # ---------------------------------------------------------------- what it is shown with

    def _paged_text(self) -> PagedText:
        if self._text is None:
            self._text = PagedText(self._tasks, self)
            self._text.settled.connect(self.settled)
            self._stack.addWidget(self._text)
        return self._text

    def _picture_view(self) -> PictureView:
        if self._picture is None:
            self._picture = PictureView(self.tr("Value as an image"), self)
            self._picture.setObjectName("valueImage")
            self._stack.addWidget(self._picture)
        return self._picture

    def _number_plot(self) -> NumberPlot:
        if self._plot is None:
            self._plot = NumberPlot(self)
            self._stack.addWidget(self._plot)
        return self._plot

    def _searched_bytes(self) -> SearchedBytes:
        if self._searched is None:
            self._searched = SearchedBytes(self.tr("Value in hexadecimal"), self._tasks, self)
            self._searched.settled.connect(self.settled)
            view = self._searched.view
            view.setObjectName("valueBytes")
            view.pointed.connect(self._tell_byte)
            view.moved.connect(self._tell_byte)
            view.told.connect(self.told)
            self._stack.addWidget(self._searched)
        return self._searched

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)
