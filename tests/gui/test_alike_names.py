import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from tfrviewer.gui.alike_names import AlikeNames, AlikeNamesBox, TellingParts, elided

SLIDES = [f"TCGA-00-{number:04d}-01Z-00-DX1" for number in range(20)]


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    return QFontMetrics(qapp.font())


def cut(names: list[str], room: str, metrics: QFontMetrics) -> list[str]:
    """Cut names to as much room as a text has."""
    parts, width = TellingParts(names), metrics.horizontalAdvance(room)
    shown = [elided(name, parts[name], width, metrics) for name in names]
    assert all(metrics.horizontalAdvance(text) <= width for text in shown)
    return shown


class TestTelling:
    def test_it_is_the_word_in_which_names_differ(self) -> None:
        parts = TellingParts(SLIDES)
        assert {SLIDES[7][part.start : part.end] for part in parts.values()} == {"0007"}

    def test_it_spans_all_words_in_which_they_differ(self) -> None:
        names = ["P-1-A-x", "P-1-B-x", "P-2-A-x"]
        parts = TellingParts(names)
        assert [name[parts[name].start : parts[name].end] for name in names] == ["1-A", "1-B", "2"]

    def test_a_name_may_be_the_beginning_of_another(self) -> None:
        names = ["slide", "slide-b", "", "slide-b"]
        parts = TellingParts(names)
        assert [name[parts[name].last : parts[name].end] for name in names[:2]] == ["slide", "-b"]
        assert set(parts) == set(names)

    def test_one_name_has_nothing_to_tell_it_from(self) -> None:
        assert TellingParts(["a", "a"]) == TellingParts([]) == {}


class TestCutting:
    def test_nothing_is_cut_that_has_room(self, metrics: QFontMetrics) -> None:
        assert cut(SLIDES, SLIDES[0], metrics) == SLIDES

    def test_what_is_alike_is_cut_behind_what_differs(self, metrics: QFontMetrics) -> None:
        shown = cut(SLIDES, "TCGA-00-0000…DX1", metrics)
        assert shown[3].startswith("TCGA-00-0003…")
        assert shown[3].endswith("1")

    @pytest.mark.parametrize("room", ["TCGA-00-0000…DX1", "TC…0000…", "…0000…"])
    def test_names_stay_apart_in_little_room(self, room: str, metrics: QFontMetrics) -> None:
        shown = cut([*SLIDES, "another"], f"{room}.", metrics)
        assert len(set(shown)) == 21
        assert all(f"{number:04d}" in text for number, text in enumerate(shown[:-1]))

    def test_a_long_common_beginning_is_cut_before_what_differs(
        self, metrics: QFontMetrics
    ) -> None:
        names = [f"a_very_long_name_of_a_study_{number}.x" for number in (17, 23)]
        assert all(
            text.startswith("a") and text.endswith(f"…{name[-4:]}")
            for text, name in zip(cut(names, "a_ver…17.x", metrics), names, strict=True)
        )

    def test_in_no_room_at_all_the_middle_is_cut(self, metrics: QFontMetrics) -> None:
        assert cut(SLIDES, "T…", metrics)[0].endswith("…")


def test_that_a_view_paints_names_so_that_they_differ(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(len(SLIDES), 1, view)
    for line, name in enumerate(SLIDES):
        model.setData(model.index(line, 0), name)
    view.setModel(model)
    names = AlikeNames(view)
    names.set_names(SLIDES)
    view.setItemDelegate(names)
    shown = []
    for line in range(len(SLIDES)):
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect.setRect(0, 0, view.fontMetrics().horizontalAdvance("TCGA-00-0000…") + 12, 20)
        names.initStyleOption(option, model.index(line, 0))
        shown.append(option.text)
    assert len(set(shown)) == len(SLIDES)
    assert model.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == SLIDES[0]


def test_that_names_are_cut_anew_for_another_width_font_and_other_names(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 1, view)
    model.setData(model.index(0, 0), SLIDES[3])
    names = AlikeNames(view)
    names.set_names(SLIDES)

    def shown(room: str, points: int = 10) -> str:
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect.setRect(0, 0, view.fontMetrics().horizontalAdvance(room) + 12, 20)
        option.font.setPointSize(points)
        option.fontMetrics = QFontMetrics(option.font)
        names.initStyleOption(option, model.index(0, 0))
        text: str = option.text
        return text

    narrow = shown("TCGA-00-0000…")
    assert "0003" in narrow
    assert len(narrow) < len(shown(f"{SLIDES[3]}-01Z")) == len(SLIDES[3])
    assert len(shown("TCGA-00-0000…", points=16)) < len(narrow)
    names.set_names([SLIDES[3], f"{SLIDES[3]}-B"])
    assert shown("TCGA-00-0000…") != narrow
    names.set_names([])
    assert shown("TCGA-00-0000…") == SLIDES[3]


def test_that_a_box_shows_what_tells_the_chosen_name_apart(qtbot: QtBot) -> None:
    box = AlikeNamesBox()
    qtbot.addWidget(box)
    box.addItems(SLIDES)
    box.setCurrentIndex(12)
    box.resize(box.sizeHint())
    assert box.shown_text() == SLIDES[12]
    box.resize(box.fontMetrics().horizontalAdvance("TCGA-00-0000…") + 40, box.height())
    assert box.shown_text().startswith("TCGA-00-0012…")
    box.show()
    qtbot.waitExposed(box)
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(SLIDES[12])
    box.hidePopup()
    box.clear()
    assert box.shown_text() == ""
