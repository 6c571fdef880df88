"""The third page: what names tell of slides and locations, and whether that is a grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.naming.preview import LIMIT
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import Naming
from tfrviewer.gui.alike_names import AlikeNamesBox
from tfrviewer.gui.build_wizard.draft import Draft, finding_of
from tfrviewer.gui.build_wizard.location_sketch import LocationSketch
from tfrviewer.gui.build_wizard.name_table import NameModel, NameTable
from tfrviewer.gui.build_wizard.naming_controls import NamingControls
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.reading import (
    Preview,
    Whereabouts,
    look_closely,
    planned,
    preview,
    unlocated,
)
from tfrviewer.gui.build_wizard.verdict import Verdict
from tfrviewer.gui.figures import number
from tfrviewer.gui.form import Check
from tfrviewer.tiles.layout.placement import Placement

if TYPE_CHECKING:
    from tfrviewer.build.naming.preview import NamePreview
    from tfrviewer.jobs import CancelToken

_NAMES = ("build wizard", "names")
_PLACES = ("build wizard", "places")


class NamesPage(Page):
    """The pattern, the names it reads, a small map of one slide, and the grid in words."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._seen = False
        self._stale = True
        self._slide = ""
        self._shown_slides: tuple[str, ...] = ()
        self._where: Whereabouts | None = None
        self._preview = Preview((), ())
        self.controls = NamingControls()
        self.controls.changed.connect(self._take_naming)
        self.controls.soundness_changed.connect(self._take_soundness)
        self.model = NameModel(self)
        self.table = NameTable(self.model)
        self.table.slide_chosen.connect(self._choose_slide)
        self.missing = Check(self.tr("Only &without a location"))
        self.missing.setObjectName("buildOnlyMissing")
        self.missing.toggled.connect(self._show_names)
        self._shown_of = QLabel()
        self._shown_of.setObjectName("buildNamesShown")
        self._shown_of.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.slides = AlikeNamesBox()
        self.slides.setObjectName("buildMapSlide")
        self.slides.setAccessibleName(self.tr("Slide on the map"))
        self.slides.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.slides.setMinimumContentsLength(8)
        self.slides.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slides.activated.connect(lambda _: self._choose_slide(self.slides.currentText()))
        self.sketch = LocationSketch(draft.tasks)
        self.verdict = Verdict("buildLocationsTold")
        self._lay_out()
        draft.request_changed.connect(self._show_request)
        draft.planned.connect(self._take_plan)
        draft.failed.connect(self._take_plan)
        draft.busy_changed.connect(self.completeness_changed)
        self._show_request()

    def _lay_out(self) -> None:
        left = QWidget()
        names = QVBoxLayout(left)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(6)
        names.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.missing)
        below.addStretch()
        below.addWidget(self._shown_of)
        names.addLayout(below)
        right = QWidget()
        chart = QVBoxLayout(right)
        chart.setContentsMargins(0, 0, 0, 0)
        chart.setSpacing(6)
        self._no_map = QLabel()
        self._no_map.setObjectName("buildNoMap")
        self._no_map.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._no_map.setWordWrap(True)
        self._no_map.setTextFormat(Qt.TextFormat.PlainText)
        self._no_map.setAutoFillBackground(True)
        self._no_map.setBackgroundRole(QPalette.ColorRole.Base)
        self._no_map.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._no_map.setMargin(12)
        self._map = QStackedWidget()
        self._map.addWidget(self.sketch)
        self._map.addWidget(self._no_map)
        chart.addWidget(self._map, 1)
        line = QHBoxLayout()
        line.addWidget(self.slides, 1)
        chart.addLayout(line)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("buildNamesSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(11)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([600, 400])
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 10)
        box.setSpacing(10)
        box.addWidget(self.controls)
        box.addWidget(splitter, 1)
        box.addWidget(self.verdict)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("Names and locations")

    @property
    @override
    def sentence(self) -> str:
        if self._sheet_locates():
            return self.tr("Where each tile lies on its slide, as the sheet tells.")
        return self.tr("Where each tile lies on its slide, as far as the names of the images tell.")

    @override
    def is_complete(self) -> bool:
        plan = self.draft.plan
        return self.controls.is_sound and plan is not None and plan.records > 0

    @override
    def first_control(self) -> QWidget | None:
        return self.controls.pattern if not self.controls.isHidden() else self.table

    @override
    def entered(self) -> None:
        self._seen = True
        if self._stale:
            self._take_plan()

    @override
    def left(self) -> None:
        self._seen = False

    def is_settled(self) -> bool:
        """Whether all that is seen is there."""
        tasks = self.draft.tasks
        running = any(tasks.is_running(key) for key in (_NAMES, _PLACES))
        return not self._stale and not running and self.sketch.is_settled()

    # ---------------------------------------------------------------- asking

    def _take_naming(self, naming: Naming) -> None:
        self.draft.change(naming=naming)

    def _take_soundness(self) -> None:
        if not self.controls.is_sound:
            self.verdict.refuse(
                self.tr("The template is not finished."),
                self.tr("Until it is, this page shows what the one before told."),
            )
        elif self._where is not None:
            self._tell()
        self.completeness_changed.emit()

    def _choose_slide(self, slide: str) -> None:
        if slide and slide != self._slide:
            self._slide = slide
            self._look()

    def _show_request(self) -> None:
        self.controls.setVisible(not self._sheet_locates())
        self.controls.show_naming(self.draft.request.naming)
        self.words_changed.emit()

    def _sheet_locates(self) -> bool:
        sheet = self.draft.request.sheet
        return sheet is not None and sheet.x is not None and sheet.y is not None

    # ---------------------------------------------------------------- looking

    def _take_plan(self) -> None:
        self._stale = True
        for key in (_NAMES, _PLACES):  # they would be those of the plan before
            self.draft.tasks.cancel(key)
        if not self._seen:
            return
        plan = self.draft.plan
        if plan is None:
            self._where = None
            if self.draft.problem is not None:
                self.verdict.show_finding(self.draft.problem)
                self._show_map(None, self.tr("There is nothing to show."))
            return
        self._stale = False
        self._look()
        self._show_names()

    def _look(self) -> None:
        """Look where the tiles of the plan lie, those of the chosen slide more closely."""
        plan, scan, slide = self.draft.plan, self.draft.scan, self._slide
        if plan is None or scan is None:
            return

        def work(cancel: "CancelToken") -> Whereabouts:
            return look_closely(plan, scan, slide, cancel)

        self.draft.tasks.submit(_PLACES, work, self._show_places, failed=self._show_failure)

    def _show_names(self) -> None:
        """Have names read, or those that tell nothing looked for."""
        plan, scan = self.draft.plan, self.draft.scan
        if plan is None or scan is None:
            return
        only = self.missing.isChecked()

        def work(cancel: "CancelToken") -> "tuple[Preview, tuple[NamePreview, ...] | None]":
            if plan.layout is Layout.SHEET:
                found = Preview(planned(plan, cancel), ())
            else:
                found = preview(plan, scan, cancel)
            return found, unlocated(plan, cancel) if only else None

        def done(found: "tuple[Preview, tuple[NamePreview, ...] | None]") -> None:
            self._preview, missing = found
            self.controls.show_recognised(self._preview.patterns)
            self._show_lack()
            if self._where is not None and self.controls.is_sound:
                self._tell()
            had_focus = self.table.hasFocus()
            self._set_names(self._preview.names if missing is None else missing)
            if had_focus:
                self.table.setFocus()
            self.completeness_changed.emit()

        self.draft.tasks.submit(_NAMES, work, done, failed=self._show_failure)

    def _set_names(self, names: "tuple[NamePreview, ...]") -> None:
        """List names, and say so where they are but some of all."""
        self.model.set_names(names)
        some = len(names) >= LIMIT
        self._shown_of.setText(
            self.tr("{0} names shown").format(number(len(names))) if some else ""
        )
        self._shown_of.setToolTip(
            self.tr("Of each slide as many as of another; a build reads them all") if some else ""
        )

    def _show_failure(self, error: BaseException) -> None:
        self.verdict.show_finding(finding_of(error, self.draft.request.source))

    # ---------------------------------------------------------------- showing

    def _show_places(self, where: Whereabouts) -> None:
        self._where = where
        self._show_slides(where)
        without = where.images - where.located
        self.missing.setText(
            self.tr("Only &without a location ({0})").format(number(without))
            if without
            else self.tr("Only &without a location")
        )
        self.missing.setEnabled(bool(without) or self.missing.isChecked())
        self._show_lack()
        word = self.tr("There is no slide.")
        if where.line is not None:
            word = self.tr("No location of {0} is known.").format(where.line.name)
            if where.placement is not None:
                word = self.tr("Map of {0}").format(where.line.name)
        self._show_map(where.placement, word)
        if self.controls.is_sound:
            self._tell()

    def _show_map(self, placement: Placement | None, word: str) -> None:
        self._no_map.setText(word)
        self._map.setCurrentWidget(self._no_map if placement is None else self.sketch)
        self.sketch.show_tiles(placement, word)

    def _show_slides(self, where: Whereabouts) -> None:
        if where.slides != self._shown_slides:
            self._shown_slides = where.slides
            self.slides.clear()
            self.slides.addItems(list(where.slides))
        self._slide = "" if where.line is None else where.line.name
        self.slides.setCurrentIndex(self.slides.findText(self._slide))
        self.slides.setToolTip(self._slide)
        self.slides.setVisible(len(where.slides) > 1)

    def _show_lack(self) -> None:
        where = self._where
        pattern = None if where is None else where.pattern
        if pattern is None and self._preview.patterns:
            pattern = self._preview.patterns[0]
        if where is not None:
            self.controls.show_lack(
                pattern,
                where.anchor,
                extent=where.suggested_extent,
                pitch=where.image_side,
            )

    def _tell(self) -> None:
        """Say how many locations are known, and what the grid of the chosen slide looks like."""
        where = self._where
        assert where is not None
        grid = "" if where.check is None else where.check.message
        if grid and len(where.slides) > 1 and where.line is not None:
            grid = self.tr("{0}: {1}").format(where.line.name, grid)
        if self._preview.tell_other_slides and self.draft.request.naming.pattern is not None:
            told = self.tr(
                "Each slide is called as its folder is, unless the layout at step 2 says that "
                "names tell the slides."
            )
            grid = f"{grid} {told}".strip()
        counts = number(where.located), number(where.images)
        if not where.images:
            self.verdict.warn(self.tr("No image becomes a record."))
        elif not where.located:
            more = f"{self._what_helps(where)} {grid}".strip()
            self.verdict.warn(self.tr("No location is known."), more)
        elif where.located < where.images:
            text = self.tr("The location of {0} of {1} images is known.").format(*counts)
            self.verdict.warn(text, grid)
        elif where.lacks == "extent":
            self.verdict.warn(
                self.tr("The locations are corners, and Slideflow expects centres."),
                self.tr("Say how large a tile is on the slide. {0}").format(grid),
            )
        elif where.check is not None and not where.check.ok:
            text = self.tr("The location of every image is known, but this is no clean grid.")
            self.verdict.warn(text, grid)
        else:
            text = self.tr("The location of all {1} images is known.")
            self.verdict.agree(text.format(*counts), grid)

    def _what_helps(self, where: Whereabouts) -> str:
        if where.lacks == "pitch":
            return self.tr(
                "The names count columns and rows. Say how far apart these are on the slide."
            )
        return self.tr(
            "Choose a pattern that fits the names, or go on: records without a location show in "
            "table and grid, not on the map."
        )
