"""The choice of a pattern, with what it needs: a template, the anchor, the extent, the pitch."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from tfrviewer.build.naming.known import KNOWN, known
from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.naming.template import LONGEST, PatternError, compile_template
from tfrviewer.build.request.choices import Anchor
from tfrviewer.build.request.request import NO_PATTERN, Naming
from tfrviewer.gui.figures import number
from tfrviewer.gui.theme import error_colour

OWN = "own"
_FIRST_TEMPLATE = "{slide}_{x}_{y}"
_MOST_PIXELS = 1_000_000


class NamingControls(QWidget):
    """Says how names tell locations.

    Signals:
        changed: Something else is chosen, and it is sound; the `Naming`.
        soundness_changed: The template became wrong, or right again.
    """

    changed = Signal(object)
    soundness_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildNaming")
        self._naming = Naming()
        self._own = False
        self._problem = ""
        self._recognised: tuple[Pattern, ...] = ()
        self._by_itself: Pattern | None = None
        self.pattern = QComboBox()
        self.pattern.setObjectName("buildPattern")
        self.pattern.setAccessibleName(self.tr("Pattern of the names"))
        self.pattern.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pattern.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.pattern.setMinimumContentsLength(20)
        self.pattern.setMaxVisibleItems(20)
        self.pattern.activated.connect(self._choose_pattern)
        self.template = QLineEdit()
        self.template.setObjectName("buildTemplate")
        self.template.setAccessibleName(self.tr("Template"))
        self.template.setMaxLength(LONGEST)
        self.template.setToolTip(
            self.tr(
                "Parts: {slide} {x} {y} {column} {row} {width} {height} {right} {bottom} {level}, "
                "and {*} for anything"
            )
        )
        self.template.textEdited.connect(self._edit_template)
        self._wrong = QLabel()
        self._wrong.setObjectName("buildTemplateProblem")
        self._wrong.setWordWrap(True)
        self.anchor = QComboBox()
        self.anchor.setObjectName("buildAnchor")
        self.anchor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.anchor.setAccessibleName(self.tr("What the numbers mean"))
        self.anchor.activated.connect(self._take)
        self.extent, self._use_extent = self._length(
            "buildExtent",
            self.tr("Extent of a tile"),
            self.tr(
                "Side of a tile in level-0 slide pixels: half of it leads from corner to centre"
            ),
        )
        self.pitch, self._use_pitch = self._length(
            "buildPitch",
            self.tr("Pitch"),
            self.tr("From one column to the next, in level-0 slide pixels"),
        )
        self._suggested: dict[QSpinBox, int | None] = {self.extent: None, self.pitch: None}
        self._lay_out()
        self._show()

    def _length(self, name: str, called: str, tip: str) -> tuple[QSpinBox, QPushButton]:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(called)
        box.setToolTip(tip)
        box.setRange(0, _MOST_PIXELS)
        box.setSpecialValueText(self.tr("not known"))
        box.setSuffix(self.tr(" px"))
        box.setGroupSeparatorShown(True)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._take)
        use = QPushButton()
        use.setObjectName(f"{name}Use")
        use.setAutoDefault(False)
        use.clicked.connect(lambda: box.setValue(self._suggested[box] or 0))
        return box, use

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, QLabel] = {}
        for line, text, field in (
            (0, self.tr("&Pattern"), self.pattern),
            (1, self.tr("&Template"), self.template),
        ):
            grid.addWidget(self._label(text, field), line, 0)
            grid.addWidget(field, line, 1)
        grid.addWidget(self._wrong, 2, 1)
        grid.addWidget(self._label(self.tr("N&umbers are"), self.anchor), 3, 0)
        extent = self._label(self.tr("&Extent"), self.extent)
        extent.setIndent(10)
        grid.addLayout(_line(self.anchor, extent, self.extent, self._use_extent), 3, 1)
        grid.addWidget(self._label(self.tr("P&itch"), self.pitch), 4, 0)
        grid.addLayout(_line(self.pitch, self._use_pitch), 4, 1)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text)
        label.setBuddy(field)
        self._labels[field] = label
        return label

    # ---------------------------------------------------------------- what others ask

    @property
    def is_sound(self) -> bool:
        """Whether the template is right, or none is asked for."""
        return not self._problem

    @property
    def problem(self) -> str:
        """What is wrong with the template."""
        return self._problem

    def show_naming(self, naming: Naming) -> None:
        """Show what is asked for."""
        if naming == self._naming and not self._problem:
            return
        self._naming = naming
        word = naming.pattern
        self._own = word is not None and word != NO_PATTERN and known(word) is None
        self._problem = ""
        self._show()

    def show_recognised(self, patterns: Sequence[Pattern]) -> None:
        """Say by which patterns the names are read."""
        if self._naming.pattern is None:
            self._by_itself = patterns[0] if patterns else None
        if tuple(patterns) != self._recognised:
            self._recognised = tuple(patterns)
            self._show()

    def show_lack(
        self,
        pattern: Pattern | None,
        anchor: Anchor,
        *,
        extent: int | None,
        pitch: int | None,
    ) -> None:
        """Show what a pattern needs, and only that.

        Args:
            pattern: By which names are read; None if by none.
            anchor: What its numbers mean.
            extent: A likely extent of a tile; None if there is no hint.
            pitch: A likely pitch, as well.
        """
        located = pattern is not None and pattern.has_location
        counts = pattern is not None and pattern.needs_pitch
        corners = located and anchor is Anchor.CORNER
        asks = corners and pattern is not None and not (pattern.has_extent or counts)
        self._show_part(self.anchor, shown=located and not counts)
        self._suggested = {self.extent: extent, self.pitch: pitch}
        for box, use, shown in (
            (self.extent, self._use_extent, asks or self._naming.extent is not None),
            (self.pitch, self._use_pitch, counts or self._naming.pitch is not None),
        ):
            self._show_part(box, shown=shown)
            hint = self._suggested[box]
            use.setVisible(shown and hint is not None and hint != box.value())
            if hint is not None:
                use.setText(self.tr("Use {0}").format(number(hint)))
        by_pattern = self.tr("as the pattern has it")
        if located and pattern is not None:
            words = {Anchor.CENTRE: self.tr("centres"), Anchor.CORNER: self.tr("corners")}
            by_pattern = self.tr("{0}, as the pattern has it").format(words[pattern.anchor])
        self.anchor.setItemText(0, by_pattern)

    # ---------------------------------------------------------------- showing

    def _show(self) -> None:
        naming = self._naming
        self._fill_patterns()
        self._show_part(self.template, shown=self._own)
        if self._own and naming.pattern is not None and not self.template.hasFocus():
            self.template.setText(naming.pattern)
        self._show_problem()
        self.anchor.clear()
        self.anchor.addItem(self.tr("as the pattern has it"), None)
        self.anchor.addItem(self.tr("centres of tiles"), Anchor.CENTRE)
        self.anchor.addItem(self.tr("upper left corners"), Anchor.CORNER)
        self.anchor.setCurrentIndex(self.anchor.findData(naming.anchor))
        for box, value in ((self.extent, naming.extent), (self.pitch, naming.pitch)):
            box.blockSignals(True)
            box.setValue(value or 0)
            box.blockSignals(False)

    def _fill_patterns(self) -> None:
        self.pattern.clear()
        recognised = self.tr("Recognise by itself")
        if self._naming.pattern is None and self._recognised:
            titles = ", ".join(pattern.title for pattern in self._recognised[:3])
            recognised = self.tr("Recognised: {0}").format(titles)
        self.pattern.addItem(recognised, None)
        self.pattern.insertSeparator(1)
        for pattern in KNOWN:
            self.pattern.addItem(f"{pattern.title}   {pattern.example}", pattern.word)
        self.pattern.insertSeparator(self.pattern.count())
        self.pattern.addItem(self.tr("Own template…"), OWN)
        self.pattern.addItem(self.tr("None: names tell no location"), NO_PATTERN)
        chosen = OWN if self._own else self._naming.pattern
        at = next(
            i
            for i in range(self.pattern.count())
            if self.pattern.itemData(i) == chosen and self.pattern.itemText(i)
        )
        self.pattern.setCurrentIndex(at)

    def _show_part(self, field: QWidget, *, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def _show_problem(self) -> None:
        self._wrong.setVisible(self._own and bool(self._problem))
        self._wrong.setText(self._problem)
        palette = self._wrong.palette()
        palette.setColor(QPalette.ColorRole.WindowText, error_colour(self.palette()))
        self._wrong.setPalette(palette)
        self.template.setAccessibleDescription(self._problem)

    # ---------------------------------------------------------------- choosing

    def _choose_pattern(self) -> None:
        word = self.pattern.currentData()
        was_sound = self.is_sound
        self._own = word == OWN
        if self._own:
            text = self._naming.pattern
            if text is None or "{" not in text:
                text = self._first_template()
            self.template.setText(text)
            word = text
        self._problem = ""
        self._change(pattern=word)
        self._show()
        if self._own:
            self.template.setFocus()
            self.template.selectAll()
        if not was_sound:
            self.soundness_changed.emit()

    def _first_template(self) -> str:
        """Return what an own template begins with: what was recognised, else what was chosen."""
        word = self._naming.pattern
        chosen = None if word is None else known(word)
        first = self._by_itself or chosen
        return _FIRST_TEMPLATE if first is None else first.template

    def _edit_template(self, text: str) -> None:
        was_sound = self.is_sound
        try:
            compile_template(text)
        except PatternError as error:
            where = f"at letter {error.position + 1}: "  # the template itself stands right above
            self._problem = f"A{where[1:]}{str(error).rpartition(where)[2]}"
        else:
            self._problem = ""
        self._show_problem()
        if self.is_sound:
            self._change(pattern=text)
        if was_sound != self.is_sound:
            self.soundness_changed.emit()

    def _take(self) -> None:
        word = self.anchor.currentData()  # Qt keeps of an enumeration its text alone
        self._change(
            anchor=None if word is None else Anchor(word),
            extent=self.extent.value() or None,
            pitch=self.pitch.value() or None,
        )

    def _change(self, **parts: object) -> None:
        naming = replace(self._naming, **parts)  # type: ignore[arg-type]
        if naming != self._naming:
            self._naming = naming
            self.changed.emit(naming)


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line
