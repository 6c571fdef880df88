"""What index and first tile of a file tell, to compare it with others."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.errors import RecordError, TfrError
from tfrviewer.tfrecord.example import parse_example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import HEADER, read_header
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tiles.image.sniff import image_size, sniff_format

_PROBES = 16
"""Records looked at for the first tile of a file."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """What index and first tile of a file tell.

    Attributes:
        number: Of the file in its dataset.
        path: Where it lies.
        count: How many records it has.
        is_open: Whether it can be opened as a TFRecord.
        slide: Slide of the first tile, None where it names none.
        format: Format of its image, None where that is not known.
        size: (width, height) of it in pixels.
        slides: All slides that its records are known to name.
    """

    number: int
    path: Path
    count: int = 0
    is_open: bool = False
    slide: str | None = None
    format: str | None = None
    size: tuple[int, int] | None = None
    slides: tuple[str, ...] = ()

    @classmethod
    def at(cls, number: int, path: Path, tfrecord: TFRecord) -> Self:
        """Look at an opened file."""
        slide, image = _first_tile(tfrecord)
        return cls._of(number, path, len(tfrecord), slide, image)

    @classmethod
    def glance(cls, number: int, path: Path, count: int) -> Self | None:
        """Look at the first record alone of a file that has `count`; None where that tells little.

        Opening asks for an index, and without one reads the file from end to end.
        """
        try:
            source = FileSource(path)
            try:
                length, holds = read_header(source.read_upto(0, HEADER))
                if not holds or HEADER + length > source.size:
                    return None
                example = parse_example(source.read(HEADER, length))
            finally:
                source.close()
        except (TfrError, OSError, ValueError):
            return None
        if example.image is None:
            return None
        return cls._of(number, path, count, example.slide, example.image)

    @classmethod
    def _of(
        cls, number: int, path: Path, count: int, slide: str | None, image: bytes | None
    ) -> Self:
        return cls(
            number,
            path,
            count=count,
            is_open=True,
            slide=slide,
            format=None if image is None else sniff_format(image),
            size=None if image is None else image_size(image),
        )

    @property
    def name(self) -> str:
        """The slide it is of: what its tiles say, else its own name."""
        return self.slide or base_name(self.path)

    @property
    def label(self) -> str:
        """The size of tiles that its folder names, "" where it names none."""
        size = TileSize.of(self.path)
        return "" if size is None else size.label


def _first_tile(tfrecord: TFRecord) -> tuple[str | None, bytes | None]:
    """Return slide and image of the first record that has an image, among the first few."""
    slide = None
    for i in range(min(len(tfrecord), _PROBES)):
        try:
            example = tfrecord.example(i, check_crc=False)
        except RecordError:
            continue
        slide = example.slide if slide is None else slide
        if example.image is not None:
            return slide, example.image
    return slide, None
