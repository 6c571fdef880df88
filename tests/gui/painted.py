"""Tiles to look at, without a file: each record has a picture of one colour."""

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tfrviewer.errors import CrcError, Finding, FindingKind, ImageError, Severity
from tfrviewer.gui.session import Session
from tfrviewer.gui.thumbnails import ThumbnailLoader

COLOURS = ("red", "lime", "blue", "yellow", "cyan", "magenta", "black", "white")


def _finding(kind: FindingKind, record: int, message: str) -> Finding:
    return Finding(kind=kind, severity=Severity.ERROR, file="", record=record, message=message)


class PaintedFile:
    """Stands in for a TFRecord: its pictures are made when they are asked for.

    Attributes:
        undecodable: Records whose image is none.
        wrong_crc: Records whose checksum is wrong, and whose image is sound.
        gate: Set while reading is allowed.
        read: Records read so far, in order.
    """

    def __init__(self, path: Path, side: int = 64) -> None:
        self.path = path
        self.side = side
        self.undecodable: set[int] = set()
        self.wrong_crc: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.read: list[int] = []
        self._images: dict[str, bytes] = {}

    def colour(self, record: int) -> str:
        return COLOURS[record % len(COLOURS)]

    def image(self, record: int, *, check_crc: bool | None = None) -> bytes:
        self.read.append(record)
        assert self.gate.wait(30)
        if record in self.undecodable:
            raise ImageError(_finding(FindingKind.UNDECODABLE_IMAGE, record, "It is <cut> off."))
        if record in self.wrong_crc and check_crc:
            raise CrcError(_finding(FindingKind.PAYLOAD_CRC, record, "The checksum is wrong."))
        colour = self.colour(record)
        if colour not in self._images:
            buffer = io.BytesIO()
            Image.new("RGB", (self.side, self.side), colour).save(buffer, "png")
            self._images[colour] = buffer.getvalue()
        return self._images[colour]


@pytest.fixture
def painted(
    synthetic: Callable[..., Any], open_synthetic: Callable[[Any], Any]
) -> Callable[..., PaintedFile]:
    """Open a dataset of one file with so many records: `painted(1000, undecodable={3})`.

    With `waits`, nothing is read before its gate is set.
    """

    def make(
        count: int,
        *,
        undecodable: set[int] | None = None,
        wrong_crc: set[int] | None = None,
        side: int = 64,
        waits: bool = False,
    ) -> PaintedFile:
        file = PaintedFile(Path("/synthetic/slide-0.tfrecords"), side)
        file.undecodable = undecodable or set()
        file.wrong_crc = wrong_crc or set()
        if waits:
            file.gate.clear()
        dataset = synthetic([count])
        dataset.open = lambda i: file
        open_synthetic(dataset)
        return file

    return make


@pytest.fixture
def thumbnails(session: Session) -> Iterator[ThumbnailLoader]:
    """A loader that is shut down after the test."""
    loader = ThumbnailLoader(session)
    yield loader
    loader.shutdown()
