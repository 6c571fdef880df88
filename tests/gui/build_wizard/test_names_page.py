from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import build_from, names_page, settle, source_page
from tests.gui.build_wizard.walking import child
from tests.unit.build.made import jpeg
from tfrviewer.build.request.choices import Anchor, Layout
from tfrviewer.build.request.request import NO_PATTERN, Naming
from tfrviewer.gui.build_wizard.name_table import Column, cut
from tfrviewer.gui.build_wizard.names_page import NamesPage
from tfrviewer.gui.build_wizard.part_colours import part_colour, part_format
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.theme import make_palette


@pytest.fixture
def page(wizard: BuildWizard, images: Path, qtbot: QtBot) -> NamesPage:
    """Three slides as Slideflow names their tiles."""
    build_from(wizard, images, 2, qtbot)
    return names_page(wizard)


def write(folder: Path, names: list[str]) -> Path:
    folder.mkdir(parents=True)
    for number, name in enumerate(names):
        (folder / name).write_bytes(jpeg(number))
    return folder


def cells(page: NamesPage, line: int) -> list[str]:
    return [str(page.model.index(line, column).data()) for column in Column]


def choose_pattern(page: NamesPage, data: str | None, qtbot: QtBot) -> None:
    """Choose an entry of the list of patterns with the keyboard."""
    box = page.controls.pattern
    box.setFocus()
    for _ in range(30):
        if box.currentData() == data and box.currentText():
            break
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == data


class TestRecognised:
    def test_names_of_slideflow_need_nothing(self, page: NamesPage) -> None:
        assert page.controls.pattern.currentText() == "Recognised: Slideflow"
        assert page.verdict.text == (
            "The location of all 36 images is known. slide-0: 12 tiles lie on a grid of 512 pixels."
        )
        assert page.is_complete()
        for box in (page.controls.extent, page.controls.pitch, page.controls.template):
            assert not box.isVisible()

    def test_each_name_says_what_it_tells(self, page: NamesPage) -> None:
        assert cells(page, 0) == ["slide-0-256-256.jpg", "slide-0", "256", "256"]
        assert page.model.names[0].spans == {"slide": (0, 7), "x": (8, 11), "y": (12, 15)}
        told = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert told == "slide-0-256-256.jpg, lies at 256, 256"

    def test_names_of_every_slide_are_shown(self, page: NamesPage) -> None:
        assert {name.slide for name in page.model.names} == {"slide-0", "slide-1", "slide-2"}

    def test_that_the_model_is_a_sound_one(self, page: NamesPage) -> None:
        QAbstractItemModelTester(
            page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
        )
        page.model.set_names(page.model.names[:2])

    def test_that_it_says_so_where_names_are_but_some_of_all(
        self, wizard: BuildWizard, page: NamesPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        assert not child(page, QLabel, "buildNamesShown").text()
        write(tmp_path / "many" / "S", [f"S-{x}-{0}.jpg" for x in range(0, 64 * 230, 64)])
        build_from(wizard, tmp_path / "many", 2, qtbot)
        assert child(page, QLabel, "buildNamesShown").text() == "200 names shown"

    def test_that_the_slide_shown_is_the_one_that_is_written(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        names = [f"other_{x}_{y}.jpg" for x in (0, 64) for y in (0, 64)]
        write(tmp_path / "in" / "S1", names)
        build_from(wizard, tmp_path / "in", 2, qtbot)
        page = names_page(wizard)
        wizard.draft.change(naming=Naming(pattern="{slide}_{x}_{y}"))
        settle(wizard, qtbot)
        assert wizard.draft.plan is not None
        assert wizard.draft.plan.slides[0].slide == "S1"
        assert cells(page, 0)[1] == "S1"
        assert set(page.model.names[0].spans) == {"x", "y"}
        assert "called as its folder" in page.verdict.text
        wizard.draft.change(layout=Layout.NAMES)
        settle(wizard, qtbot)
        assert cells(page, 0)[1] == "other"
        assert set(page.model.names[0].spans) == {"slide", "x", "y"}
        assert "called as its folder" not in page.verdict.text

    def test_that_those_without_a_location_can_be_listed(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        (images / "slide-1" / "overview.jpg").write_bytes(jpeg(99))
        build_from(wizard, images, 2, qtbot)
        page = names_page(wizard)
        assert page.verdict.text.startswith("The location of 36 of 37 images is known.")
        only = child(page, QCheckBox, "buildOnlyMissing")
        assert only.text() == "Only &without a location (1)"
        only.setFocus()
        qtbot.keyClick(only, Qt.Key.Key_Space)
        settle(wizard, qtbot)
        assert [name.name for name in page.model.names] == ["overview.jpg"]
        assert page.is_complete()

    def test_that_no_location_at_all_is_no_obstacle(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        build_from(wizard, write(tmp_path / "s", ["one.jpg", "two.jpg"]), 2, qtbot)
        page = names_page(wizard)
        assert page.verdict.text.startswith("No location is known.")
        assert child(page, QLabel, "buildNoMap").text() == "No location of s is known."
        assert page.is_complete()


class TestPattern:
    def test_none_takes_no_location(
        self, wizard: BuildWizard, page: NamesPage, qtbot: QtBot
    ) -> None:
        choose_pattern(page, NO_PATTERN, qtbot)
        settle(wizard, qtbot)
        assert wizard.draft.request.naming.pattern == NO_PATTERN
        assert page.verdict.text.startswith("No location is known.")
        assert cells(page, 0)[2:] == ["–", "–"]

    def test_known_ones_are_offered_with_an_example(self, page: NamesPage) -> None:
        box = page.controls.pattern
        entries = [box.itemText(i) for i in range(box.count())]
        assert any(text.startswith("QuPath") and "[" in text for text in entries)

    def test_one_that_does_not_fit_is_seen_to(
        self, wizard: BuildWizard, page: NamesPage, qtbot: QtBot
    ) -> None:
        choose_pattern(page, "qupath", qtbot)
        settle(wizard, qtbot)
        assert all(not name.spans for name in page.model.names)
        choose_pattern(page, "qupath", qtbot)


class TestTemplate:
    @pytest.fixture
    def template(self, page: NamesPage, qtbot: QtBot) -> QLineEdit:
        choose_pattern(page, "own", qtbot)
        return child(page, QLineEdit, "buildTemplate")

    def test_it_begins_with_what_was_recognised(
        self, wizard: BuildWizard, page: NamesPage, template: QLineEdit, qtbot: QtBot
    ) -> None:
        assert template.isVisible()
        assert template.text() == "{slide}-{x}-{y}"
        settle(wizard, qtbot)
        assert page.verdict.text.startswith("The location of all 36 images")

    def test_it_is_read_while_it_is_typed(
        self, wizard: BuildWizard, page: NamesPage, template: QLineEdit, qtbot: QtBot
    ) -> None:
        template.clear()
        qtbot.keyClicks(template, "{slide}-{y}-{x}")
        settle(wizard, qtbot)
        assert wizard.draft.request.naming.pattern == "{slide}-{y}-{x}"
        line = next(
            i for i, name in enumerate(page.model.names) if name.name == "slide-0-256-768.jpg"
        )
        assert cells(page, line)[2:] == ["768", "256"]
        assert template.text() == "{slide}-{y}-{x}"
        assert template.hasFocus()

    def test_a_wrong_one_says_where_and_holds_one(
        self, wizard: BuildWizard, page: NamesPage, template: QLineEdit, qtbot: QtBot
    ) -> None:
        settle(wizard, qtbot)
        qtbot.keyClick(template, Qt.Key.Key_End)
        qtbot.keyClick(template, Qt.Key.Key_Backspace)
        problem = child(page, QLabel, "buildTemplateProblem")
        assert problem.isVisible()
        assert problem.text().startswith("At letter 13: “{” is not closed.")
        assert template.accessibleDescription() == problem.text()
        assert not page.is_complete()
        assert not wizard.next.isEnabled()
        assert wizard.draft.request.naming.pattern == "{slide}-{x}-{y}"
        qtbot.keyClicks(template, "}")
        settle(wizard, qtbot)
        assert not problem.isVisible()
        assert wizard.next.isEnabled()

    def test_a_wrong_one_is_forgotten_with_another_pattern(
        self, wizard: BuildWizard, page: NamesPage, template: QLineEdit, qtbot: QtBot
    ) -> None:
        qtbot.keyClicks(template, "{")
        assert not page.is_complete()
        choose_pattern(page, NO_PATTERN, qtbot)
        settle(wizard, qtbot)
        assert page.is_complete()
        assert not template.isVisible()


class TestCornersAndColumns:
    def test_corners_ask_for_the_extent_and_suggest_one(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        names = [f"A_{512 * i}_{512 * j}.jpg" for i in range(4) for j in range(3)]
        build_from(wizard, write(tmp_path / "A", names), 2, qtbot)
        page = names_page(wizard)
        assert page.verdict.text.startswith("The locations are corners")
        assert page.controls.anchor.currentText() == "corners, as the pattern has it"
        extent = child(page, QSpinBox, "buildExtent")
        assert extent.isVisible()
        use = child(page, QPushButton, "buildExtentUse")
        assert use.text() == "Use 512"
        qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
        settle(wizard, qtbot)
        assert wizard.draft.request.naming.extent == 512
        assert cells(page, 0)[2:] == ["256", "256"]
        assert not use.isVisible()
        assert extent.isVisible()

    def test_that_numbers_can_be_said_to_be_centres(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        names = [f"A_{512 * i}_{512 * j}.jpg" for i in range(4) for j in range(3)]
        build_from(wizard, write(tmp_path / "A", names), 2, qtbot)
        page = names_page(wizard)
        box = child(page, QComboBox, "buildAnchor")
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        settle(wizard, qtbot)
        assert wizard.draft.request.naming.anchor is Anchor.CENTRE
        assert page.verdict.text.startswith("The location of all 12 images is known.")
        assert not child(page, QSpinBox, "buildExtent").isVisible()

    def test_columns_and_rows_ask_for_the_pitch(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        folder = tmp_path / "pyramid" / "slide_files" / "12"
        folder.mkdir(parents=True)
        for column in range(3):
            for row in range(3):
                Image.new("RGB", (254, 254)).save(folder / f"{column}_{row}.jpeg")
        build_from(wizard, tmp_path / "pyramid", 2, qtbot)
        page = names_page(wizard)
        assert "columns and rows" in page.verdict.text
        use = child(page, QPushButton, "buildPitchUse")
        assert use.text() == "Use 254"
        use.setFocus()
        qtbot.keyClick(use, Qt.Key.Key_Space)
        settle(wizard, qtbot)
        assert wizard.draft.request.naming.pitch == 254
        assert page.verdict.text == (
            "The location of all 9 images is known. 9 tiles lie on a grid of 254 pixels."
        )


class TestMap:
    def test_it_shows_the_slide_of_the_line_that_one_is_on(
        self, wizard: BuildWizard, page: NamesPage, qtbot: QtBot
    ) -> None:
        line = next(i for i, name in enumerate(page.model.names) if name.slide == "slide-2")
        page.table.selectRow(line)
        settle(wizard, qtbot)
        assert page.slides.currentText() == "slide-2"
        assert "slide-2:" in page.verdict.text
        assert page.sketch.accessibleName() == "Map of slide-2"

    def test_another_slide_is_chosen_by_key(
        self, wizard: BuildWizard, page: NamesPage, qtbot: QtBot
    ) -> None:
        page.slides.setFocus()
        qtbot.keyClick(page.slides, Qt.Key.Key_Down)
        settle(wizard, qtbot)
        assert page.sketch.accessibleName() == "Map of slide-1"

    def test_tiles_are_drawn_where_they_lie(self, page: NamesPage) -> None:
        assert page.is_settled()
        middle = page.sketch.to_widget(256 + 512 * 0, 256 + 512 * 3)
        picture = page.sketch.viewport().grab().toImage()
        tile = picture.pixelColor(middle.toPoint())
        ground = page.sketch.palette().base().color()
        assert tile != ground
        assert tile.blue() > tile.red()


class TestSheet:
    def test_that_locations_of_a_sheet_need_no_pattern(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        paths = sorted(images.glob("slide-0/*.jpg"))
        rows = [f"{p.relative_to(images)},S,{256 * i},0" for i, p in enumerate(paths)]
        sheet = images / "sheet.csv"
        sheet.write_text("\n".join(["image,slide,loc_x,loc_y", *rows]))
        source_page(wizard).choose_sheet(sheet)
        settle(wizard, qtbot)
        wizard.go_on()
        wizard.go_on()
        settle(wizard, qtbot)
        page = names_page(wizard)
        assert not page.controls.isVisible()
        assert page.verdict.text.startswith("The location of all 12 images is known.")
        assert {cells(page, line)[1] for line in range(12)} == {"S"}


@pytest.mark.parametrize("dark", [False, True])
def test_parts_are_told_by_underlines_that_differ_and_colours_that_can_be_read(
    dark: bool, qapp: object
) -> None:
    palette = make_palette(dark=dark)
    lines = set()
    for part in ("slide", "x", "y", "width"):
        written = part_format(part, palette, selected=False)
        colour = part_colour(part, palette)
        assert written is not None
        assert colour is not None
        lines.add(written.underlineStyle())
        assert abs(colour.lightness() - palette.base().color().lightness()) > 90
        selected = part_format(part, palette, selected=True)
        assert selected is not None
        assert selected.underlineStyle() == written.underlineStyle()
    assert len(lines) == 4
    assert part_format("level", palette, selected=False) is None


def test_that_a_long_name_is_cut_where_it_says_least(qapp: object) -> None:
    metrics = QFontMetrics(QFont())
    name = "TCGA-A1-A0SB-01Z-00-DX1.6AF02E2E-40DE-4F05-A6A5-71EA0A4C8D50-1280-768.jpg"
    spans = {"slide": (0, 60), "x": (61, 65), "y": (66, 69)}
    width = metrics.horizontalAdvance(name) // 2
    shown, moved = cut(name, spans, metrics, width)
    assert metrics.horizontalAdvance(shown) <= width
    assert shown.endswith("1280-768.jpg")
    assert [shown[slice(*moved[part])] for part in ("x", "y")] == ["1280", "768"]
    assert moved["slide"][0] == 0
    assert cut(name, spans, metrics, 10_000) == (name, spans)
    shown, moved = cut(name, {}, metrics, width)
    assert "…" in shown
    assert moved == {}
