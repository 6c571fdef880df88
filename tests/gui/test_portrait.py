"""The window sits for its picture as it is asked to."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.portrait import Portrait
from tfrviewer.gui.pose import Pose

SIZE = (900, 600)
Draw = Callable[[Pose], QImage]


@pytest.fixture
def draw(qapp: QApplication, golden_copy: Path, tmp_path: Path) -> Draw:
    def drawn(pose: Pose) -> QImage:
        out = tmp_path / "picture.png"
        path = golden_copy / "slide-A.tfrecords"
        Portrait(ToOpen((path,)), pose, size=SIZE).save(out, 30)
        return QImage(str(out))

    return drawn


def colours(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }


def test_each_view_is_drawn_and_the_map_coloured_by_a_column(draw: Draw) -> None:
    poses = [Pose(view, record=1, selected=2) for view in ("large", "light-table", "slides")]
    pictures = [draw(pose) for pose in (*poses, Pose("map", colour="bytes", overlay=1))]
    assert {(picture.width(), picture.height()) for picture in pictures} == {SIZE}
    assert all(a != b for a, b in itertools.combinations(pictures, 2))
    plain, coloured = map(colours, pictures[2:])
    yellow = QColor("#fde725").name()  # the upper end of the scale
    assert yellow in coloured
    assert yellow not in plain


def test_a_filter_and_the_dark_theme_are_taken(draw: Draw) -> None:
    picture = draw(Pose("table", condition="record < 1", sort="-bytes", theme="dark"))
    assert picture.pixelColor(SIZE[0] // 2, SIZE[1] // 2).lightness() < 100


@pytest.mark.parametrize(
    ("pose", "why"),
    [
        (Pose(record=10**6), "no record 1000000"),
        (Pose(colour="nonesuch"), "no column nonesuch"),
        (Pose(condition="nonesuch > 1"), "nonesuch"),
    ],
)
def test_what_cannot_be_shown_is_refused(pose: Pose, why: str, draw: Draw) -> None:
    with pytest.raises(ValueError, match=why):
        draw(pose)
