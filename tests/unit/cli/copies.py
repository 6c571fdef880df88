"""TFRecords made for the tests of the commands that copy records."""

from pathlib import Path

from tests.unit.build.made import jpeg
from tfrviewer import RecordWriter, TFRecord


def make_tfrecord(path: Path, slide: str, count: int, *, start: int = 0, line: int = 0) -> Path:
    """Write records of a slide in a line of tiles, the later the larger."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordWriter(path) as writer:
        for i in range(count):
            features: dict[str, bytes | str | int] = {
                "image_raw": jpeg(start + i) + bytes(i),
                "slide": slide,
                "loc_x": 512 * i + 256,
                "loc_y": 512 * line + 256,
            }
            writer.write_example(features)
    return path


def make_folder(folder: Path, **counts: int) -> Path:
    """Write a TFRecord of each slide."""
    for number, (slide, count) in enumerate(counts.items()):
        make_tfrecord(folder / f"{slide}.tfrecords", slide, count, start=100 * number)
    return folder


def payloads(path: Path) -> list[bytes]:
    with TFRecord(path, create_index=False) as tfr:
        assert tfr.findings == []
        return [tfr.payload(i) for i in range(len(tfr))]
