"""The way of the Tab key through a window: from part to part as they are read.

Qt would go by when widgets were made; and since one that hands the focus on to another is a stop
of its own to it, whatever lies between the two is passed over.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QSplitter,
    QTabBar,
    QTabWidget,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
"""What is in them is theirs."""


def step(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Go to the next or the previous stop in these parts of a window, round and round.

    Args:
        window: The window.
        parts: Its parts in their order.
        forward: Whether to the next.

    Returns:
        Whether it went: not if the focus is in none of them, or there is no other stop.
    """
    focus: QWidget | None = window.focusWidget()
    stops = [stop for stop in stops_of(parts) if _is_open(stop, window)]
    while focus is not None and focus not in stops:
        focus = focus.parentWidget()
    if focus is None or len(stops) < 2:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def stops_of(parts: Sequence[QWidget]) -> list[QWidget]:
    """Return all that Tab may stop at in these parts, seen or not, in the order of a reader."""
    return list(dict.fromkeys(stop for part in parts for stop in _stops(part)))


def _is_open(stop: QWidget, window: QWidget) -> bool:
    if isinstance(stop, QTabBar) and not stop.count():
        return False  # of panels that lay behind each other once: Qt keeps it out of sight
    return stop.isVisible() and stop.isEnabled() and stop.window() is window


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if not isinstance(widget, _WHOLE):
        laid_out = list(_laid_out(widget))
        free = [
            child
            for child in widget.children()
            if isinstance(child, QWidget) and not child.isWindow() and child not in laid_out
        ]
        # Not in the order of Qt: which one is in front changes it.
        free.sort(key=lambda child: (child.y(), child.x()))
        for child in (*laid_out, *free):
            yield from _stops(child)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield the children of a widget that are laid out, as they are."""
    if isinstance(widget, QTabWidget):
        yield widget.tabBar()
    if isinstance(widget, QSplitter):
        parts = (widget.widget(i) for i in range(widget.count()))
        yield from (part for part in parts if part is not None)
    layout = widget.layout()
    if layout is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    # Not by `itemAt`: PySide keeps what it returned, spacers too, and takes a layout that is later
    # made in their place for them.
    owner = layout.parentWidget()
    widgets = [] if owner is None else owner.children()
    parts: list[tuple[int, QWidget | QLayout]] = []
    for part in (*widgets, *layout.children()):
        if isinstance(part, QWidget | QLayout):
            at = layout.indexOf(part)
            if at >= 0:
                parts.append((at, part))
    for _, part in sorted(parts, key=lambda one: one[0]):
        if isinstance(part, QLayout):
            yield from _within(part)
        else:
            yield part
