"""Long names that are much alike, cut so that what tells them apart stays."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

_ELLIPSIS = "…"
_MOST_KEPT = 5000


class Telling(NamedTuple):
    """Which part of a name tells it from others: a range of letters, and the last word of it."""

    start: int
    last: int
    end: int


class TellingParts(Mapping[str, Telling]):
    """Of each of some names the part that tells it from all others; of one name alone nothing.

    It begins where the names begin to differ, and ends with the word in which the name differs
    from the one most like it: what comes later is no help. Found out of each name when it is
    asked for: of thousands, few are seen.
    """

    def __init__(self, names: Iterable[str]) -> None:
        order = sorted(set(names))
        self._order = order if len(order) > 1 else []
        self._start = _alike(order[0], order[-1]) if self._order else 0

    @override
    def __len__(self) -> int:
        return len(self._order)

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    @override
    def __getitem__(self, name: str) -> Telling:
        order = self._order
        place = bisect_left(order, name)
        if place == len(order) or order[place] != name:
            raise KeyError(name)
        beside = order[max(place - 1, 0) : place] + order[place + 1 : place + 2]
        at = min(max(_alike(name, other) for other in beside), len(name) - 1)
        end = at + 1
        while end < len(name) and name[end].isalnum():
            end += 1
        return Telling(_word_start(name, self._start), _word_start(name, at), end)


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _word_start(name: str, at: int) -> int:
    while 0 < at < len(name) and name[at].isalnum() and name[at - 1].isalnum():
        at -= 1
    return at


def elided(name: str, telling: Telling, width: int, metrics: QFontMetrics) -> str:
    """Return a name cut to a width, what tells it from others being cut last.

    Args:
        name: The name.
        telling: What tells it from others.
        width: The room, in pixels.
        metrics: Of the font.
    """
    measure = metrics.horizontalAdvance
    if measure(name) <= width:
        return name
    start, last, end = telling
    behind = name[:end] + _ELLIPSIS
    if measure(behind) <= width:
        return behind + _longest(width - measure(behind), name[end:], measure, at_end=True)
    after = _ELLIPSIS if end < len(name) else ""
    for at, core in (
        (start, name[start:]),
        (start, name[start:end] + after),
        (last, name[last:end] + after),
    ):
        text = _ELLIPSIS + core
        if measure(text) <= width:
            return _longest(width - measure(text), name[:at], measure) + text
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)


def _longest(width: int, text: str, measure: Callable[[str], int], *, at_end: bool = False) -> str:
    """Return as much of the beginning, or of the end, of a text as there is room for."""

    def part(count: int) -> str:
        return text[len(text) - count :] if at_end else text[:count]

    fitting = bisect_right(range(1, len(text)), width, key=lambda count: measure(part(count)))
    return part(fitting)


class AlikeNames(QStyledItemDelegate):
    """Paints names that it was told of, cut as `elided` says where there is no room for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._telling: TellingParts | None = None
        self._cut: dict[tuple[str, int], str] = {}
        self._font = QFont()

    def set_names(self, names: Sequence[str]) -> None:
        """Take the names that are to be told apart."""
        if names != self._names:
            self._names = names
            self._telling = None
            self._cut.clear()

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        text: str = option.text
        view: QWidget | None = option.widget
        if view is None:
            return
        # Each name is painted dozens of times while a dataset loads, and measuring it takes long.
        font: QFont = option.font
        if font != self._font or len(self._cut) > _MOST_KEPT:
            self._cut.clear()
            self._font = QFont(font)
        key = text, option.rect.width()
        shown = self._cut.get(key)
        if shown is None:
            shown = self._cut[key] = self._fitting(text, option, view)
        if shown != text:
            option.text = shown

    def _fitting(self, text: str, option: QStyleOptionViewItem, view: QWidget) -> str:
        """Return as much of a name as there is room for; a text that is no name as it is."""
        if self._telling is None:
            self._telling = TellingParts(self._names)
        telling = self._telling.get(text)
        style = view.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view).width()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, view) + 1
        if telling is None or room <= 2 * margin:
            return text
        # What fills its room to the last pixel the style cuts once more.
        return elided(text, telling, room - 2 * margin - 1, option.fontMetrics)


class AlikeNamesBox(QComboBox):
    """A choice of names, cut as `elided` says where there is no room; its list shows them whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._telling = TellingParts(())
        self._counted = 0

    def shown_text(self) -> str:
        """Return the name chosen as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._cut(option)

    def _cut(self, option: QStyleOptionComboBox) -> str:
        if self._counted != self.count():
            self._counted = self.count()
            self._telling = TellingParts(self.itemText(i) for i in range(self.count()))
        text: str = option.currentText
        kind, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, field, self).width() - 2  # as styles do
        telling = self._telling.get(text)
        if telling is None:
            return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        return elided(text, telling, room, self.fontMetrics())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._cut(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    @override
    def showPopup(self) -> None:
        longest = max((self.itemText(i) for i in range(self.count())), key=len, default="")
        bar = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.fontMetrics().horizontalAdvance(longest) + bar + 16)
        super().showPopup()
