"""What the colours of the tiles on the map say, with its controls."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.dataset.table.colour_column import ClassColumn, ColumnKind, NumberColumn, kind_of
from tfrviewer.gui.flags.colours import flag_pixels
from tfrviewer.gui.location_map.colouring import words
from tfrviewer.gui.location_map.colouring.choices import MISSING, REST, Choices
from tfrviewer.gui.location_map.colouring.chooser import ColourBy
from tfrviewer.gui.location_map.colouring.legend import LegendEntry, isolate, toggle
from tfrviewer.gui.location_map.colouring.panel import ColourPanel
from tfrviewer.gui.location_map.colouring.reader import Column, ColumnReader, Counts
from tfrviewer.gui.theme import is_dark
from tfrviewer.tiles.drawing.colour_scales import (
    NO_VALUE,
    OTHER,
    class_pixels,
    hex_argb,
    scale_named,
)
from tfrviewer.tiles.drawing.colour_scheme import (
    ClassScheme,
    NumberScheme,
    PlainScheme,
    Scheme,
    Span,
    TilePaint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

__all__ = ["ClassScheme", "Colouring", "NumberScheme", "PlainScheme", "Scheme", "TilePaint"]

_BESIDE = 0.12  # of the span, shown on each side of it by the bar


class Colouring(QObject):
    """What the tiles' colours say; one a map.

    Attributes:
        chooser: Chooses what tiles are coloured by; whoever makes the header places it.
        panel: The bar or the legend, for below the map; hidden while there is nothing to say.

    Signals:
        changed: Tiles look otherwise now.
        settled: Nothing of the colours is on its way any more.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._choices = Choices()
        self._column: Column | None = None
        self._counts: Counts | None = None
        self._reader = ColumnReader(session, tasks, self)
        self._dark = is_dark(parent.palette())
        self._scheme: Scheme = PlainScheme()
        self._preview: tuple[Scheme, str, str] | None = None
        self.chooser: ColourBy = ColourBy(parent)
        self.panel: ColourPanel = ColourPanel(parent)
        self.chooser.hide()
        self.panel.hide()
        self._connect()

    def _connect(self) -> None:
        session, panel = self._session, self.panel
        session.dataset_changed.connect(self._take_dataset)
        session.records_changed.connect(self._take_records)
        session.loading_changed.connect(self._show)
        session.order_changed.connect(self._count)
        session.focus_changed.connect(self._count)
        self.chooser.chosen.connect(self.colour_by)
        panel.limits_changed.connect(self.set_limits)
        panel.fitted.connect(lambda whole: self._choose(low=None, high=None, whole=whole))
        panel.reset.connect(self.fit_limits)
        panel.scale_chosen.connect(lambda name: self._choose(scale=name))
        panel.reversed.connect(lambda reverse: self._choose(reverse=reverse))
        panel.log_chosen.connect(lambda log: self._choose(log=log, low=None, high=None))
        panel.overlay_changed.connect(self.set_overlay)
        panel.classes_chosen.connect(self.take_as_classes)
        panel.all_shown.connect(lambda: self._choose(hidden=frozenset()))
        panel.legend.toggled.connect(
            lambda key: self._choose(hidden=toggle(self._choices.hidden, key))
        )
        panel.legend.isolated.connect(self._isolate)
        panel.installEventFilter(self)
        self._reader.read.connect(self._take_column)
        self._reader.counted.connect(self._take_counts)
        self._reader.settled.connect(self.settled)
        self._take_records()

    # ---------------------------------------------------------------- what others ask

    @property
    def scheme(self) -> Scheme:
        """The colours as they are now."""
        return self._scheme if self._preview is None else self._preview[0]

    @property
    def column(self) -> str:
        """What tiles are coloured by; "" for nothing."""
        return self._choices.column

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """The classes of the legend; none where tiles are not coloured by classes."""
        return self.panel.legend.entries if isinstance(self._column, ClassColumn) else ()

    def value_text(self, number: int) -> str:
        """Return what a record has in the column that gives the colours, "" if there is none."""
        column, name = self._column, self.column
        if isinstance(column, NumberColumn) and number < len(column.values):
            value = float(column.values[number])
            text = "–" if np.isnan(value) else words.number_text(value)
            return words.value_text(name, text)
        if isinstance(column, ClassColumn) and number < len(column.codes):
            one = column.classes[int(column.codes[number])]
            if not one.is_rest:
                return words.value_text(name, "–" if one.is_missing else words.class_text(one))
            return words.value_text(name, str(self._session.values(name)[number]))
        return ""

    def is_settled(self) -> bool:
        """Whether nothing of the colours is on its way."""
        return self._reader.is_settled()

    def show_preview(self, scheme: Scheme | None, title: str = "", remark: str = "") -> None:
        """Colour tiles by something of the moment, in place of what is chosen.

        Args:
            scheme: The colours; None ends it.
            title: What they stand for.
            remark: What is to be known of them.
        """
        if scheme is not None or self._preview is not None:
            self._preview = None if scheme is None else (scheme, title, remark)
            self._show()
            self.changed.emit()

    def save_state(self) -> bytes:
        """Return what was chosen, for `restore_state`."""
        return self._choices.to_bytes()

    def restore_state(self, saved: bytes) -> None:
        """Choose what was chosen when `saved` was made; nonsense changes nothing.

        A column that is not there gives no colours until it comes.
        """
        choices = Choices.from_bytes(saved)
        if choices is not None:
            self._choices = choices
            self._column = None
            self._reader.stop()
            self._show_columns()
            self._read()

    def reset(self) -> None:
        """Choose nothing: one colour, and nothing hidden."""
        self.restore_state(Choices().to_bytes())

    # ---------------------------------------------------------------- what is chosen

    def colour_by(self, column: str) -> None:
        """Colour tiles by a column; "" gives them all one colour."""
        self.show_preview(None)
        if column == self._choices.column:
            return
        self._choices = replace(
            self._choices, column=column, low=None, high=None, whole=False, hidden=frozenset(),
            log=False, classes=None,
        )  # fmt: skip
        self._column = None
        self._show_columns()
        self._read()

    def set_limits(self, low: float, high: float) -> None:
        """Spread the scale between two numbers."""
        if low < high:
            self._choose(low=low, high=high)

    def fit_limits(self) -> None:
        """Spread the scale over the usual numbers; over all of them, if it is so already."""
        chosen = self._choices
        is_usual = chosen.low is None and not chosen.whole
        self._choose(low=None, high=None, whole=is_usual)

    def take_as_classes(self, on: bool) -> None:
        """Take the values of a column of numbers as classes, or as numbers again."""
        if on != self._choices.classes:
            self._choices = replace(self._choices, classes=on, hidden=frozenset())
            self._read()

    def set_overlay(self, overlay: float) -> None:
        """Say how opaque colours lie over the pictures of tiles, 0 to 1."""
        self._choose(overlay=min(max(overlay, 0.0), 1.0))

    def _isolate(self, key: str) -> None:
        keys = frozenset(entry.key for entry in self.entries)
        self._choose(hidden=isolate(self._choices.hidden, key, keys))

    def _choose(self, **changes: object) -> None:
        chosen = replace(self._choices, **changes)  # type: ignore[arg-type]
        if chosen != self._choices:
            self._choices = chosen
            self._apply()

    # ---------------------------------------------------------------- what the session says

    def _take_dataset(self) -> None:
        self._reader.stop()
        self._preview = None
        self._column = self._counts = None
        self._choices = replace(self._choices, low=None, high=None, hidden=frozenset())
        self._show_columns()
        self._apply()

    def _take_records(self) -> None:
        self._show_columns()
        if self.column:
            self._read()

    def _show_columns(self) -> None:
        schema = self._session.frame.schema
        fits = [name for name, dtype in schema.items() if kind_of(dtype) is not ColumnKind.NEITHER]
        added: Mapping[str, tuple[str, ...]] = self._session.added
        self.chooser.show_columns(fits, added, self.column)
        self.chooser.setEnabled(self._session.dataset is not None)

    # ---------------------------------------------------------------- what was read and counted

    def _read(self) -> None:
        """Have the column read that was chosen, or go without one."""
        if self.column in self._session.frame.columns:
            self._reader.want((self.column, self._choices.classes))
        else:
            self._reader.stop()
            self._take_column(None)

    def _take_column(self, column: Column | None) -> None:
        self._column = column
        self._apply()
        self._count()

    def _count(self) -> None:
        """Have the tiles on the map counted."""
        if self._column is not None:
            self._reader.count(self._axis())

    def _take_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._show()

    # ---------------------------------------------------------------- the scheme

    def _span(self) -> Span:
        """Return the limits."""
        column, chosen = self._column, self._choices
        assert isinstance(column, NumberColumn)
        span = column.span(whole=chosen.whole, log=chosen.log)
        if chosen.low is None or chosen.high is None:
            return span
        return Span(chosen.low, chosen.high, log=span.log and chosen.low > 0)

    def _axis(self) -> Span:
        """Return from where to where the bar goes: the limits and some of what lies beyond."""
        column = self._column
        if not isinstance(column, NumberColumn):
            return Span(0, 1)
        span = self._span()
        if column.is_empty or self.panel.bar.is_dragging:
            return self.panel.bar.axis if self.panel.bar.is_dragging else span
        usual = column.span(whole=False, log=span.log)
        around = Span(min(span.low, usual.low), max(span.high, usual.high), log=span.log)
        if not around.low < around.high:
            return around
        least = column.least_positive if span.log else column.least
        low = max(around.value(-_BESIDE), min(least, around.low))
        high = min(around.value(1 + _BESIDE), max(column.greatest, around.high))
        return Span(low, high, log=span.log)

    def _class_colours(self, column: ClassColumn) -> list[int]:
        """Return a colour a class; flags keep theirs however many there are of each."""
        flags = self._session.flags
        if self.column and self.column == flags.column:
            names = [one.name for one in column.classes[: column.n_named]]
            return flag_pixels(names, flags.classes)
        return [int(pixel) for pixel in class_pixels(column.n_named)]

    def _apply(self) -> None:
        """Make the scheme of what was read and chosen, and show it."""
        column, chosen = self._column, self._choices
        missing = hex_argb(NO_VALUE[self._dark])
        if isinstance(column, NumberColumn):
            self._scheme = NumberScheme(
                column.values, self._span(), missing, scale_named(chosen.scale),
                chosen.reverse, chosen.overlay,
            )  # fmt: skip
        elif isinstance(column, ClassColumn):
            colours = self._class_colours(column)
            for one in column.classes[column.n_named :]:
                colours.append(missing if one.is_missing else hex_argb(OTHER[self._dark]))
            keys = _keys(column)
            self._scheme = ClassScheme(
                column.codes,
                np.array(colours, np.uint32),
                len(keys) - 1,
                frozenset(at for at, key in enumerate(keys) if key in chosen.hidden),
                chosen.overlay,
            )
        else:
            self._scheme = PlainScheme()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        column, panel, chosen = self._column, self.panel, self._choices
        if self._preview is not None:
            panel.show()
            panel.show_nothing(*self._preview[1:])
            return
        panel.setVisible(column is not None or self._is_lost())
        if column is None:
            panel.show_nothing(self.column, words.lost_text())
            return
        panel.show_overlay(chosen.overlay)
        counts = self._counts if self._counts and self._counts.column is column else None
        if isinstance(column, NumberColumn):
            self._show_numbers(column, counts)
        else:
            self._show_classes(column, counts)

    def _is_lost(self) -> bool:
        """Whether the column that was chosen is not there, and will not come by itself."""
        session = self._session
        comes = session.loading or self.column in {*session.frame.columns, *session.pending}
        return bool(self.column) and session.n_records > 0 and not comes

    def _show_numbers(self, column: NumberColumn, counts: Counts | None) -> None:
        axis, chosen = self._axis(), self._choices
        may_log = column.greatest > 0
        self.panel.show_numbers(
            self._span(), axis, chosen.scale, reverse=chosen.reverse, may_log=may_log
        )
        missing = 0 if counts is None else counts.n_missing
        self.panel.show_title(self.column, words.missing_text(missing) if missing else "")
        if counts is not None and counts.axis == axis:
            self.panel.bar.show_counts(counts.counts.tolist())
        elif counts is not None and not self.panel.bar.is_dragging:
            self._count()

    def _show_classes(self, column: ClassColumn, counts: Counts | None) -> None:
        assert isinstance(self._scheme, ClassScheme)
        entries = []
        for at, (key, one) in enumerate(zip(_keys(column), column.classes, strict=True)):
            if one.is_missing and not one.count:
                continue
            count = one.count if counts is None else int(counts.counts[at])
            entries.append(
                LegendEntry(
                    key,
                    words.class_text(one),
                    count,
                    int(self._scheme.colours[at]),
                    hidden=key in self._choices.hidden,
                    hatched=one.is_missing,
                )
            )
        self.panel.show_classes(are_numbers=self._are_numbers())
        self.panel.legend.show_entries(tuple(entries))
        rest = sum(one.n_values for one in column.classes if one.is_rest)
        tip = words.few_colours_why(column.n_named) if rest else ""
        few = words.few_colours(column.n_named, column.n_named + rest) if rest else ""
        hidden = sum(entry.hidden for entry in entries)
        remark = words.hidden_text(hidden) if hidden else few
        self.panel.show_title(self.column, remark, tip)

    def _are_numbers(self) -> bool:
        """Whether what is shown as classes are numbers."""
        dtype = self._session.frame.schema.get(self.column)
        return dtype is not None and kind_of(dtype) is ColumnKind.NUMBERS

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange and watched is self.panel:
            dark = is_dark(self.panel.palette())
            if dark != self._dark:
                self._dark = dark
                self._apply()
        return super().eventFilter(watched, event)


def _keys(column: ClassColumn) -> list[str]:
    """Return what each class is called in `Choices.hidden`."""
    return [
        MISSING if one.is_missing else REST if one.is_rest else one.name for one in column.classes
    ]
