"""What is said of the colours below the map: the bar of numbers or the legend of classes."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QDoubleValidator, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSlider,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.location_map.colouring.bar import ColourBar
from tfrviewer.gui.location_map.colouring.legend import Legend
from tfrviewer.gui.location_map.colouring.words import number_of, number_text
from tfrviewer.tiles.drawing.colour_scales import SCALES
from tfrviewer.tiles.drawing.colour_scheme import Span

_LIMIT_WIDTH = 62
_WORDS_FROM = 380  # a narrower panel says less


class _Limit(QLineEdit):
    """A limit as a number to be typed.

    Signals:
        typed: Another number was typed.
    """

    typed = Signal(float)

    def __init__(self, name: str, text: str, side: Qt.AlignmentFlag) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFixedWidth(_LIMIT_WIDTH)
        self.setAlignment(side)
        self.setFrame(True)
        self._value = 0.0
        self.setValidator(QDoubleValidator(self))
        self.editingFinished.connect(self._take)
        self.show_value(0.0)

    def show_value(self, value: float) -> None:
        """Show a number, unless another one is being typed."""
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self.setText(number_text(value))
            self.setCursorPosition(0)

    def _take(self) -> None:
        was_typed, text = self.isModified(), self.text()
        self.setModified(False)
        value = number_of(text)
        if was_typed and value is not None and text != number_text(self._value):
            self.typed.emit(value)
        self.setText(number_text(self._value))
        self.setCursorPosition(0)


class ColourPanel(QWidget):
    """The bar or the legend, with what can be chosen of it.

    Signals:
        limits_changed: Other limits are wanted.
        fitted: The limits that nobody chose are wanted; whether over all numbers.
        reset: The bar was double-clicked.
        scale_chosen: Another scale is wanted; its name.
        reversed: Whether the scale is to run the other way.
        log_chosen: Whether it is to be logarithmic.
        overlay_changed: How opaque the colours shall be over the pictures, 0 to 1.
        all_shown: No class shall be hidden.
        classes_chosen: Whether numbers are to be taken as classes.
    """

    limits_changed = Signal(float, float)
    fitted = Signal(bool)
    reset = Signal()
    scale_chosen = Signal(str)
    reversed = Signal(bool)
    log_chosen = Signal(bool)
    overlay_changed = Signal(float)
    all_shown = Signal()
    classes_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locationMapColours")
        self.bar = ColourBar()
        self.legend = Legend()
        self._span = Span(0, 1)
        self._title = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._title.setObjectName("colourTitle")
        self._remark = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._remark.setObjectName("colourRemark")
        side = Qt.AlignmentFlag
        self.low = _Limit("colourLowNumber", self.tr("Lower limit"), side.AlignRight)
        self.high = _Limit("colourHighNumber", self.tr("Upper limit"), side.AlignLeft)
        self._overlay_text = QLabel(self.tr("Over the tiles"))
        self.overlay = QSlider(Qt.Orientation.Horizontal)
        self.overlay.setObjectName("colourOverlay")
        self.overlay.setAccessibleName(self.tr("Opacity of the colours over the tiles"))
        self.overlay.setToolTip(
            self.tr("How opaque the colours lie over the pictures of the tiles")
        )
        self.overlay.setRange(0, 100)
        self.overlay.setPageStep(10)
        self.overlay.setFixedWidth(84)
        self._overlay_text.setBuddy(self.overlay)
        self._menu_button = QToolButton()
        self._menu_button.setObjectName("colourMenu")
        self._menu_button.setAutoRaise(True)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setAccessibleName(self.tr("More of the colours"))
        self._menu_button.setToolTip(self.tr("Colour scale and limits"))
        self._menu_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        set_icon(self._menu_button, "dots")
        self._make_menu()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(6)
        upper.addWidget(self._title, 2)
        upper.addWidget(self._remark, 3)
        upper.addWidget(self._overlay_text)
        upper.addWidget(self.overlay)
        upper.addWidget(self._menu_button)
        self._numbers = QWidget()
        lower = QHBoxLayout(self._numbers)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(3)
        bottom = Qt.AlignmentFlag.AlignBottom
        lower.addWidget(self.low, 0, bottom)
        lower.addWidget(self.bar, 1, bottom)
        lower.addWidget(self.high, 0, bottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(upper)
        column.addWidget(self._numbers)
        column.addWidget(self.legend)
        self.setTabOrder(self.overlay, self._menu_button)

    def _connect(self) -> None:
        self.bar.limits_changed.connect(self.limits_changed)
        self.bar.reset.connect(self.reset)
        self.low.typed.connect(lambda value: self._take_typed(value, self._span.high, lower=True))
        self.high.typed.connect(lambda value: self._take_typed(self._span.low, value, lower=False))
        self.overlay.valueChanged.connect(lambda value: self.overlay_changed.emit(value / 100))

    def _make_menu(self) -> None:
        menu = self._menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self._scales = QActionGroup(self)
        for name, text in (
            ("viridis", self.tr("Viridis: blue, green, yellow")),
            ("cividis", self.tr("Cividis: blue, grey, yellow")),
            ("magma", self.tr("Magma: violet, red, pale yellow")),
            ("blue-brown", self.tr("Blue, grey, brown: about a middle")),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            self._scales.addAction(action)
            action.triggered.connect(partial(self.scale_chosen.emit, name))
        assert {action.data() for action in self._scales.actions()} == set(SCALES)
        menu.addSeparator()
        self.reverse_action = self._add(self.tr("&Reverse the Scale"), checkable=True)
        self.reverse_action.triggered.connect(self.reversed)
        self.log_action = self._add(self.tr("&Logarithmic"), checkable=True)
        self.log_action.triggered.connect(self.log_chosen)
        menu.addSeparator()
        self.usual_action = self._add(self.tr("&Fit Limits, Leaving Outliers Out"))
        self.usual_action.setToolTip(
            self.tr("A few numbers that lie far from the others do not set them")
        )
        self.usual_action.triggered.connect(lambda: self.fitted.emit(False))
        self.whole_action = self._add(self.tr("Fit Limits to &All Numbers"))
        self.whole_action.triggered.connect(lambda: self.fitted.emit(True))
        self.classes_action = self._add(self.tr("&Take the Numbers as Classes"), checkable=True)
        self.classes_action.setToolTip(self.tr("Each number has a colour of its own, as labels do"))
        self.classes_action.triggered.connect(self.classes_chosen)
        self.show_all_action = self._add(self.tr("Show All &Classes"))
        self.show_all_action.triggered.connect(self.all_shown)
        self._menu_button.setMenu(menu)

    def _add(self, text: str, *, checkable: bool = False) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(checkable)
        return action

    # ---------------------------------------------------------------- what is shown

    def show_title(self, title: str, remark: str, tip: str = "") -> None:
        """Say what the colours stand for, and what is to be known of it."""
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.set_whole(" ".join(title.split()))
        self._remark.set_whole(remark, tip)

    @property
    def remark(self) -> str:
        """What is said beside the title."""
        return self._remark.whole

    def show_overlay(self, overlay: float) -> None:
        """Show how opaque the colours are over the pictures."""
        with QSignalBlocker(self.overlay):
            self.overlay.setValue(round(overlay * 100))

    def show_numbers(
        self, span: Span, axis: Span, scale: str, *, reverse: bool, may_log: bool
    ) -> None:
        """Show the bar.

        Args:
            span: The limits.
            axis: From where to where the bar goes.
            scale: Name of the scale.
            reverse: Whether it runs the other way.
            may_log: Whether a logarithmic scale makes sense.
        """
        self._span = span
        self.legend.hide()
        self._numbers.show()
        self.bar.show_scale(SCALES[scale], span, axis, reverse=reverse)
        self.low.show_value(span.low)
        self.high.show_value(span.high)
        for action in self._scales.actions():
            action.setChecked(action.data() == scale)
            action.setVisible(True)
        self.reverse_action.setChecked(reverse)
        self.log_action.setChecked(span.log)
        self.log_action.setEnabled(may_log)
        self._show_actions(numbers=True)
        self.classes_action.setVisible(True)
        self.classes_action.setChecked(False)

    def show_nothing(self, title: str, remark: str) -> None:
        """Say why there are no colours."""
        self._numbers.hide()
        self.legend.hide()
        self._show_controls(shown=False)
        self.show_title(title, remark)

    def _show_controls(self, *, shown: bool) -> None:
        self._overlay_text.setVisible(shown and self.width() >= _WORDS_FROM)
        self.overlay.setVisible(shown)
        self._menu_button.setVisible(shown)

    def show_classes(self, *, are_numbers: bool) -> None:
        """Show the legend.

        Args:
            are_numbers: Whether the classes are numbers, and may be taken as such.
        """
        self._numbers.hide()
        self.legend.show()
        for action in self._scales.actions():
            action.setVisible(False)
        self._show_actions(numbers=False)
        self.classes_action.setVisible(are_numbers)
        self.classes_action.setChecked(are_numbers)

    def _show_actions(self, *, numbers: bool) -> None:
        self._show_controls(shown=True)
        for action in (self.reverse_action, self.log_action, self.usual_action, self.whole_action):
            action.setVisible(numbers)
        self.show_all_action.setVisible(not numbers)

    def _take_typed(self, low: float, high: float, *, lower: bool) -> None:
        """Take a number that was typed, or say why it is no limit."""
        if self._span.log and min(low, high) <= 0:
            why = self.tr("Limits of a logarithmic scale lie above 0")
        elif low < high:
            self.limits_changed.emit(low, high)
            return
        elif lower:
            why = self.tr("The lower limit must lie below {0}").format(number_text(high))
        else:
            why = self.tr("The upper limit must lie above {0}").format(number_text(low))
        self._remark.set_whole(why)
        if not self._remark.isVisible() or self._remark.text() != why:  # there is no room
            field = self.low if lower else self.high
            QToolTip.showText(field.mapToGlobal(field.rect().topLeft()), why, field)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _WORDS_FROM
        self._overlay_text.setVisible(is_wide and not self.overlay.isHidden())
        self._remark.setVisible(is_wide or self.overlay.isHidden())
