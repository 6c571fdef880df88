"""TFRecords made for the tests of datasets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.tfrecord.example import Value
from tfrviewer.tfrecord.writer import RecordWriter

JPEG = encoded(tissue(32, 24), "JPEG")
PNG = encoded(tissue(20, 10), "PNG")


def tile(slide: str = "s", x: int = 256, y: int = 512, **more: Value) -> dict[str, Value]:
    return {"image_raw": JPEG, "slide": slide, "loc_x": x, "loc_y": y, **more}


def write(path: Path, records: Sequence[Mapping[str, Value]], *, index: bool = True) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordWriter(path, index=index) as writer:
        for record in records:
            writer.write_example(record)
    return path


def write_slide(path: Path, count: int, *, index: bool = True) -> Path:
    tiles = [tile(path.stem, 256 * i, 512 * i) for i in range(count)]
    return write(path, tiles, index=index)


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes: to show that nothing was written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
