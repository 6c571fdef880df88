from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.walking import (
    Enter,
    child,
    choose,
    make_images,
    said,
    settle,
    spoil,
)
from tfrviewer.build.request.choices import Encoding, OnProblem, Order, Unlike
from tfrviewer.build.request.request import Pictures
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.pictures_page import PicturesPage
from tfrviewer.gui.form import Choices


def pick(page: PicturesPage, name: str, text: str, qtbot: QtBot) -> None:
    """Choose an entry by its words, as somebody does with the keyboard."""
    box = child(page, Choices, name)
    box.setFocus()
    entries = [box.itemText(i) for i in range(box.count())]
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(entries.index(text)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(page.draft, qtbot)


def ordered(page: PicturesPage) -> tuple[Order, int | None]:
    """Return which order is asked for."""
    policies = page.draft.request.policies
    return policies.order, policies.seed


@pytest.fixture
def page(enter: Enter) -> PicturesPage:
    shown = enter(PicturesPage)
    assert isinstance(shown, PicturesPage)
    return shown


class TestOfSoundImages:
    def test_the_defaults_are_those_of_a_request_and_need_nothing(self, page: PicturesPage) -> None:
        assert page.draft.request.pictures == Pictures()
        assert page.is_complete()

    def test_that_each_choice_says_what_it_means_for_them(self, page: PicturesPage) -> None:
        assert said(page, "buildStoredTold") == "All 36 images are stored byte for byte."
        assert said(page, "buildSizeTold") == "None here: all have 32 × 32 px."
        assert said(page, "buildFormatTold") == "None here."
        assert said(page, "buildBadTold").startswith("None found so far.")

    def test_what_few_need_is_folded_and_opened_by_key(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        assert not child(page, QCheckBox, "buildValidate").isVisible()
        assert said(page, "buildFurtherShort") == "by name"
        button = child(page, QToolButton, "buildFurther")
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert child(page, QCheckBox, "buildValidate").isVisible()

    def test_that_png_means_encoding_all_of_them(self, page: PicturesPage, qtbot: QtBot) -> None:
        pick(page, "buildEncoding", "As PNG", qtbot)
        assert page.draft.request.pictures.encoding is Encoding.PNG
        assert said(page, "buildStoredTold").startswith("36 images are encoded as PNG")
        assert said(page, "buildFormatTold") == "All images are stored as PNG."
        assert not child(page, Choices, "buildMixedFormat").isEnabled()

    def test_that_quality_is_asked_for_with_jpeg_alone(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        quality = child(page, QSpinBox, "buildQuality")
        assert not quality.isVisible()
        pick(page, "buildEncoding", "As JPEG", qtbot)
        assert quality.isVisible()
        assert said(page, "buildStoredTold").startswith("All images are JPEG already")
        quality.setValue(80)
        assert page.draft.request.pictures.quality == 80

    def test_that_a_seed_is_asked_for_with_shuffling_alone(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        page.further.open()
        seed = child(page, QSpinBox, "buildSeed")
        assert not seed.isVisible()
        pick(page, "buildOrder", "Shuffled", qtbot)
        assert ordered(page) == (Order.SEED, 0)
        seed.setValue(7)
        assert ordered(page) == (Order.SEED, 7)
        pick(page, "buildOrder", "By location", qtbot)
        assert ordered(page) == (Order.LOCATION, None)
        assert not seed.isVisible()

    def test_that_scaling_replaces_what_becomes_of_other_sizes(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        page.further.open()
        child(page, QSpinBox, "buildSize").setValue(16)
        child(page, QCheckBox, "buildScale").click()
        settle(page.draft, qtbot)
        assert page.draft.request.pictures.size == 16
        assert said(page, "buildSizeTold") == "All images are scaled to 16 × 16 px."
        assert not child(page, Choices, "buildOddSize").isEnabled()
        child(page, QCheckBox, "buildScale").click()
        assert page.draft.request.pictures.size is None

    def test_that_it_shows_what_the_draft_says(self, page: PicturesPage, qtbot: QtBot) -> None:
        page.draft.change(pictures=Pictures(encoding=Encoding.JPEG, quality=70, validate=False))
        assert child(page, QSpinBox, "buildQuality").value() == 70
        assert not child(page, QCheckBox, "buildValidate").isChecked()
        settle(page.draft, qtbot)


class TestOfSpoiltImages:
    @pytest.fixture
    def images(self, images: Path) -> Path:
        spoil(images)
        return images

    def test_that_each_kind_is_counted_and_left_out(self, page: PicturesPage) -> None:
        assert said(page, "buildSizeTold") == "2 images of other sizes: left out and listed."
        assert said(page, "buildFormatTold") == "1 image of another format: left out and listed."
        assert said(page, "buildBadTold") == (
            "1 file that is no image or cannot be read: left out and listed."
        )
        assert page.is_complete()

    @pytest.mark.parametrize(
        ("text", "value", "words"),
        [
            ("Convert", Unlike.CONVERT, "scaled to that of the others"),
            ("Take as they are", Unlike.ACCEPT, "taken as they are"),
        ],
    )
    def test_that_the_count_stays_when_they_are_taken(
        self, page: PicturesPage, qtbot: QtBot, text: str, value: Unlike, words: str
    ) -> None:
        pick(page, "buildOddSize", text, qtbot)
        assert page.draft.request.pictures.odd_size is value
        told = said(page, "buildSizeTold")
        assert told.startswith("2 images of other sizes")
        assert words in told

    def test_that_what_is_converted_is_not_called_kept(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        pick(page, "buildOddSize", "Convert", qtbot)
        assert said(page, "buildStoredTold") == (
            "2 images are encoded anew; those that become JPEG, at quality 95. "
            "The other 36 stay byte for byte."
        )
        assert child(page, QSpinBox, "buildQuality").isVisible()

    def test_that_stopping_at_a_bad_image_is_refused_where_one_is_known(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        pick(page, "buildBadImages", "Stop the build", qtbot)
        assert page.draft.request.policies.on_problem is OnProblem.RAISE
        assert "slide-0" in said(page, "buildPicturesProblem")
        assert not page.is_complete()
        pick(page, "buildBadImages", "Leave out and list", qtbot)
        assert said(page, "buildPicturesProblem") == ""
        assert page.is_complete()


class TestLabels:
    @pytest.fixture
    def images(self, tmp_path: Path) -> Path:
        make_images(tmp_path / "images" / "tumour", slides=2)
        make_images(tmp_path / "images" / "stroma", slides=1, tiles=5)
        return tmp_path / "images"

    def test_that_the_topmost_folders_become_a_feature(
        self, page: PicturesPage, qtbot: QtBot
    ) -> None:
        page.further.open()
        assert said(page, "buildLabelTold") == "The topmost folders are tumour (24) · stroma (5)"
        child(page, QLineEdit, "buildFolderFeature").setText("tissue")
        child(page, QCheckBox, "buildFolderLabels").click()
        settle(page.draft, qtbot)
        assert page.draft.request.labels.folder == "tissue"
        assert said(page, "buildLabelTold").startswith("Each record gets “tissue”")
        plan = page.draft.plan
        assert plan is not None
        assert dict(plan.files[0].images[0].features) == {"tissue": "stroma"}

    def test_that_a_sheet_tells_which_features_it_adds(
        self, page: PicturesPage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        sheet = tmp_path / "labels.csv"
        sheet.write_text("slide,grade,site\nslide-0,2,lung\nslide-1,3,lung\n", encoding="utf-8")
        page.further.open()
        line = child(page, QLineEdit, "buildLabelSheet")
        line.setFocus()
        qtbot.keyClicks(line, str(sheet))
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        settle(page.draft, qtbot)
        assert page.draft.request.labels.sheet == sheet
        assert said(page, "buildSheetTold") == "Each record gets grade, site."
        assert page.is_complete()

    def test_that_a_sheet_that_is_not_there_is_told_at_once(
        self, page: PicturesPage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        page.further.open()
        line = child(page, QLineEdit, "buildLabelSheet")
        line.setFocus()
        qtbot.keyClicks(line, str(tmp_path / "gone.csv"))
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        settle(page.draft, qtbot)
        assert "gone.csv" in said(page, "buildPicturesProblem")
        assert not page.is_complete()
        line.clear()
        line.editingFinished.emit()
        settle(page.draft, qtbot)
        assert page.is_complete()


def test_that_images_not_looked_at_are_not_counted(
    draft: Draft,
    images: Path,
    enter: Enter,
    qtbot: QtBot,
) -> None:
    choose(draft, images, qtbot)
    draft.change(pictures=Pictures(validate=False))
    settle(draft, qtbot)
    page = enter(PicturesPage)
    assert said(page, "buildStoredTold")
    assert page.findChild(QLabel, "buildSizeTold") is not None
    assert page.is_complete()
