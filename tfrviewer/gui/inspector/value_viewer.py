"""One value, shown as what it is or as what one wants to see it as."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.inspector.picture import PictureView, as_image
from tfrviewer.gui.inspector.selectable import SelectableText, fixed_font
from tfrviewer.gui.inspector.values import Mode, Rendered, guess_mode, render
from tfrviewer.tfrecord.example import Feature, FeatureKind
from tfrviewer.tiles.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

LARGEST_SIDE: Final = 2048
_TASK: Final = ("inspector", "value")


class TextArea(QPlainTextEdit):
    """Text to read and select, in letters of one width or of many.

    Signals:
        columns_changed: Another number of letters of one width fits in a line.
    """

    columns_changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(8)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._plain = QFont(self.font())
        self._fixed = fixed_font()
        self._fixed.setPointSizeF(max(self._plain.pointSizeF() - 0.5, 7.0))
        self._columns = 0
        self._is_fixed: bool | None = None

    def show_rendered(self, rendered: Rendered) -> None:
        """Show a text from its beginning."""
        if rendered.is_fixed is not self._is_fixed:
            self._is_fixed = rendered.is_fixed
            self.clear()  # else the text that goes would be laid out twice more
            self.setFont(self._fixed if self._is_fixed else self._plain)
            wrap = QTextOption.WrapMode
            # What stands in columns must not wrap; in all else nothing may lie out of sight.
            self.setWordWrapMode(
                wrap.NoWrap if self._is_fixed else wrap.WrapAtWordBoundaryOrAnywhere
            )
        self.setPlainText(rendered.text)

    @property
    def columns(self) -> int:
        """How many letters of one width fit in a line."""
        margins = 2 * self.document().documentMargin() + 2
        letter = QFontMetricsF(self._fixed).horizontalAdvance("0")
        return max(int((self.viewport().width() - margins) / letter), 10)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.columns != self._columns:
            self._columns = self.columns
            self.columns_changed.emit()


class ValueViewer(QWidget):
    """The value of one field by its content, or in a mode that was chosen.

    Signals:
        settled: A picture that was being decoded is there.
    """

    settled = Signal()

    def __init__(self, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorValue")
        self._tasks = tasks
        self._feature: Feature | None = None
        self._name = ""
        self._make_controls()
        # Made when they are first needed: most values are short texts or numbers.
        self._area: TextArea | None = None
        self._picture: PictureView | None = None
        self._stack = QStackedLayout()
        self._note = SelectableText(self.tr("About this value"), self)
        self._note.setObjectName("valueNote")
        self._note.hide()
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 4, 4)
        bar.setSpacing(6)
        bar.addWidget(self._title, 1)
        bar.addWidget(self._which)
        bar.addWidget(self._modes)
        note = QHBoxLayout()
        note.setContentsMargins(8, 2, 8, 4)
        note.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)
        layout.addLayout(note)
        self._resize_timer = QTimer(self, singleShot=True, interval=0)
        self._resize_timer.timeout.connect(self._lay_out_again)

    def _make_controls(self) -> None:
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._which = QSpinBox(self)
        self._which.setObjectName("valueNumber")
        self._which.setAccessibleName(self.tr("Which of several values"))
        self._which.setToolTip(self._which.accessibleName())
        self._which.setMinimum(0)
        self._which.setSpecialValueText(self.tr("all values"))
        self._which.valueChanged.connect(self._show)
        self._which.hide()
        self._modes = QComboBox(self)
        self._modes.setObjectName("valueMode")
        self._modes.setAccessibleName(self.tr("Show the value as"))
        self._modes.setToolTip(self._modes.accessibleName())
        self._modes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._title.setBuddy(self._modes)
        for mode, text in (
            (Mode.AUTO, self.tr("Auto")),
            (Mode.IMAGE, self.tr("Image")),
            (Mode.TEXT, self.tr("Text")),
            (Mode.JSON, self.tr("JSON")),
            (Mode.NUMBERS, self.tr("Numbers")),
            (Mode.HEX, self.tr("Hex")),
        ):
            self._modes.addItem(text, mode)
        self._modes.currentIndexChanged.connect(self._show)

    @property
    def mode(self) -> Mode:
        """How the value is to be shown."""
        return Mode(self._modes.currentData())

    @property
    def text(self) -> str:
        """What is shown, where it is text."""
        return self._area.toPlainText() if self._area is not None else ""

    @property
    def note(self) -> str:
        """What is said about the value, empty if nothing is."""
        return "" if self._note.isHidden() else self._note.toPlainText()

    def is_settled(self) -> bool:
        """Whether no picture is being decoded."""
        return not self._tasks.is_running(_TASK)

    def set_mode(self, mode: Mode) -> None:
        """Show the value in a mode."""
        self._modes.setCurrentIndex(self._modes.findData(mode))

    def show_feature(self, name: str, feature: Feature | None) -> None:
        """Show a field; a mode that was chosen stays while the field is the same."""
        self._modes.blockSignals(True)
        self._which.blockSignals(True)
        if name != self._name:
            self._modes.setCurrentIndex(0)
            self._which.setValue(0)
        self._name, self._feature = name, feature
        several = feature is not None and feature.kind is FeatureKind.BYTES
        count = len(feature.values) if feature is not None and several else 0
        self._which.setMaximum(max(count, 0))
        self._which.setSuffix(self.tr(" of {0}").format(count))
        self._which.setVisible(count > 1)
        self._modes.blockSignals(False)
        self._which.blockSignals(False)
        self._title.setText(name)
        self._title.setToolTip(name)
        self._show()

    def one_value(self) -> Feature | None:
        """Return the field, or that one of its values that was chosen, as a feature."""
        feature, which = self._feature, self._which.value()
        if feature is None or not which or not self._which.isVisibleTo(self):
            return feature
        return Feature(feature.name, feature.kind, (feature.values[which - 1],))

    def shown_image(self) -> QImage | None:
        """Return the image that is shown, None while text is."""
        if self._picture is None or self._stack.currentWidget() is not self._picture:
            return None
        return None if self._picture.image.isNull() else self._picture.image

    @Slot()
    def _show(self) -> None:
        feature = self.one_value()
        self._tasks.cancel(_TASK)
        self._modes.setEnabled(feature is not None)
        if feature is None:
            self._write(Rendered("", ""))
            return
        guessed = guess_mode(feature)
        names = {self._modes.itemData(i): self._modes.itemText(i) for i in range(6)}
        self._modes.setItemText(0, self.tr("Auto: {0}").format(names[guessed]))
        mode = guessed if self.mode is Mode.AUTO else self.mode
        if mode is Mode.IMAGE:
            self._show_image(feature)
        else:
            self._write(render(feature, mode, self._text_area().columns))

    def _write(self, rendered: Rendered) -> None:
        area = self._text_area()
        area.show_rendered(rendered)
        self._stack.setCurrentWidget(area)
        self._tell(rendered.note)

    def _show_image(self, feature: Feature) -> None:
        first = next(iter(feature.values), None)
        picture = self._picture_view()
        self._stack.setCurrentWidget(picture)
        if not isinstance(first, bytes):
            picture.show_text(self.tr("Numbers are no image."))
            self._tell("")
            return

        def work(cancel: "CancelToken") -> QImage:
            cancel.check()
            return as_image(decode_thumbnail(first, LARGEST_SIDE))

        def done(image: QImage) -> None:
            picture.show_image(image)
            others = len(feature.values) > 1
            self._tell(self.tr("The first of several values.") if others else "")
            self.settled.emit()

        def failed(error: BaseException) -> None:
            finding = error.finding if isinstance(error, TfrError) else None
            picture.show_text(finding.message if finding is not None else str(error))
            self._tell("")
            self.settled.emit()

        self._tasks.submit(_TASK, work, done, failed=failed)

    def _tell(self, note: str) -> None:
        self._note.set_plain(note)
        self._note.setVisible(bool(note))

    def _text_area(self) -> TextArea:
        if self._area is None:
            self._area = TextArea(self.tr("Value"), self)
            self._area.setObjectName("valueText")
            self._area.columns_changed.connect(self._resize_timer.start)
            self._stack.addWidget(self._area)
            self._stack.setCurrentWidget(self._area)
        return self._area

    def _picture_view(self) -> PictureView:
        if self._picture is None:
            self._picture = PictureView(self.tr("Value as an image"), self)
            self._picture.setObjectName("valueImage")
            self._stack.addWidget(self._picture)
        return self._picture

    @Slot()
    def _lay_out_again(self) -> None:
        """Numbers and bytes stand in as many columns as fit."""
        feature = self.one_value()
        if feature is None or self._area is None or self._stack.currentWidget() is not self._area:
            return
        mode = guess_mode(feature) if self.mode is Mode.AUTO else self.mode
        if mode in (Mode.NUMBERS, Mode.HEX):
            rendered = render(feature, mode, self._area.columns)
            if rendered.text != self._area.toPlainText():
                self._area.show_rendered(rendered)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)
