"""A map that is shown, and datasets of any locations for it."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset, SyntheticFile
from tfrviewer.gui.location_map.slide import Slide
from tfrviewer.gui.location_map.view import LocationMap
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.thumbnails import ThumbnailLoader

Locations = list[tuple[int, int] | None]


class PlacedDataset(SyntheticDataset):
    """Stands in for a Dataset: files whose records have the locations given."""

    def __init__(self, files: dict[str, Locations]) -> None:
        super().__init__([len(locations) for locations in files.values()], {})
        self.files = files

    def tfrecords(self) -> list[Path]:
        return [self.root / f"{name}.tfrecords" for name in self.files]

    def load(
        self, *, progress: object = None, cancel: CancelToken | None = None
    ) -> Iterator[SyntheticFile]:
        plain = super().load(progress=progress, cancel=cancel)
        for file, (name, locations) in zip(plain, self.files.items(), strict=True):
            file.path, file.name = self.tfrecords()[file.file_number], name
            places = np.array([at or (0, 0) for at in locations], np.int64)
            file.x, file.y = places.reshape(-1, 2).T.copy()
            file.has_location = np.array([at is not None for at in locations], bool)
            yield file


class LateDataset(PlacedDataset):
    """The same, with indices that hold no locations: reading the records tells them."""

    def load(
        self, *, progress: object = None, cancel: CancelToken | None = None
    ) -> Iterator[SyntheticFile]:
        for file in super().load(progress=progress, cancel=cancel):
            file.x, file.y = np.zeros_like(file.x), np.zeros_like(file.y)
            file.has_location = np.zeros(len(file), bool)
            file.locations_known = False
            yield file

    def load_columns(
        self, *, executor: Executor | None = None, cancel: CancelToken | None = None
    ) -> Iterator[tuple[int, pl.DataFrame]]:
        for i, frame in super().load_columns(executor=executor, cancel=cancel):
            places = list(self.files.values())[i]
            x, y = ([None if at is None else at[axis] for at in places] for axis in (0, 1))
            yield (
                i,
                frame.with_columns(
                    pl.Series("x", x, dtype=pl.Int64), pl.Series("y", y, dtype=pl.Int64)
                ),
            )


class Hand:
    """The mouse and the eye on a map: everything in places of the slide."""

    def __init__(self, view: LocationMap, qtbot: QtBot) -> None:
        self.view = view
        self.canvas = view.canvas
        self.qtbot = qtbot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.view.session.is_settled() and self.view.is_settled())

    @property
    def slide(self) -> Slide:
        assert self.view.slide is not None
        return self.view.slide

    def button(self, name: str) -> QToolButton:
        found = self.view.findChild(QToolButton, name)
        assert found is not None
        return found

    def at(self, x: float, y: float) -> QPoint:
        """Where in the canvas a location is seen."""
        origin = self.slide.tiles.origin
        return self.canvas.to_widget(x - origin[0], y - origin[1]).toPoint()

    def click(
        self,
        x: float,
        y: float,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        viewport = self.canvas.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, modifiers, self.at(x, y))

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        viewport, first, last = self.canvas.viewport(), self.at(*start), self.at(*end)
        QTest.mousePress(viewport, button, modifiers, first)
        QTest.mouseMove(viewport, (first + last) / 2)
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, button, modifiers, last)

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def picture(self) -> QImage:
        self.settle()
        return self.canvas.grab().toImage()

    def colour(self, x: float, y: float) -> QColor:
        """The colour seen at a location."""
        return self.picture().pixelColor(self.at(x, y))

    def selected(self) -> list[int]:
        return np.flatnonzero(self.view.session.selection).tolist()


@pytest.fixture
def location_map(qtbot: QtBot, session: Session, tasks: TaskRunner) -> LocationMap:
    """A map of 600 by 480 pixels, shown."""
    view = LocationMap(session, tasks, cast("ThumbnailLoader", None))
    view.resize(600, 480)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def hand(location_map: LocationMap, qtbot: QtBot) -> Hand:
    """The mouse and the eye on `location_map`."""
    return Hand(location_map, qtbot)


@pytest.fixture
def open_places(
    location_map: LocationMap, session: Session, qtbot: QtBot
) -> Callable[..., PlacedDataset]:
    """Open files of the locations given, and wait until the map shows the first."""

    def open_them(**files: Locations) -> PlacedDataset:
        dataset = PlacedDataset(files)
        with qtbot.waitSignal(session.settled):
            session.open_with(lambda: cast("Dataset", dataset), "placed")
        qtbot.waitUntil(location_map.is_settled)
        return dataset

    return open_them


@pytest.fixture
def locations_of(golden: Path) -> Callable[[str], Locations]:
    """The true locations of a golden file, a record each."""
    expected: dict[str, Any] = json.loads((golden / "expected.json").read_text())

    def get(name: str) -> Locations:
        file = expected[name]
        found = file["locations"] or [None] * file["length"]
        return [None if at is None else (at[0], at[1]) for at in found]

    return get


def grid_places(columns: int, rows: int, pitch: int = 512) -> Locations:
    """Locations of a full grid, row by row."""
    half = pitch // 2
    return [(c * pitch + half, r * pitch + half) for r in range(rows) for c in range(columns)]
