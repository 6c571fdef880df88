"""Slideflow's own TFRecord code (3.0.2), timed in its own python."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

sf: Any = import_module("slideflow")
tfrecord2idx: Any = import_module("slideflow.util.tfrecord2idx")

_open: dict[str, Any] = {}


def opened(file: str) -> Any:  # noqa: ANN401
    if file not in _open:
        _open[file] = sf.TFRecord(file)
    return _open[file]


def scan(files: list[str]) -> Callable[[], int]:
    build = tfrecord2idx._build_index_from_tfrecord
    return lambda: sum(len(build(file)[0]) for file in files)


def create_index(file: str, index: str) -> Callable[[], str]:
    return lambda: str(tfrecord2idx.create_index(file, index))


def open_file(file: str) -> Callable[[], int]:
    return lambda: len(sf.TFRecord(file))


def get(file: str, records: list[int]) -> Callable[[], int]:
    tfr = opened(file)
    return lambda: sum(len(tfr[i]["image_raw"]) for i in records)


def get_by_xy(file: str, locations: list[tuple[int, int]]) -> Callable[[], int]:
    tfr = opened(file)
    return lambda: sum(len(tfr.get_record_by_xy(x, y, decode=False)[1]) for x, y in locations)


def iterate(file: str) -> Callable[[], int]:
    tfr = opened(file)
    return lambda: sum(len(record["image_raw"]) for record in tfr)


def load(file: str) -> Callable[[], int]:
    loader = sf.tfrecord.tfrecord_loader
    return lambda: sum(len(record["image_raw"]) for record in loader(file, None))


def touched(records: Any) -> int:  # noqa: ANN401
    total = 0
    for record in records:
        for value in record.values():
            total += int(value[0])
            if len(value) > 1:
                total += int(value[-1]) + len(value)
    return total


def loader(file: str, description: list[str] | None) -> Callable[[], int]:
    index = tfrecord2idx.load_index(file)
    return lambda: touched(sf.tfrecord.tfrecord_loader(file, index, description=description))


def multi_loader(files: list[str], description: list[str] | None) -> Callable[[], int]:
    paths = [file.encode() for file in files]
    indices = [tfrecord2idx.load_index(file) for file in files]

    def work() -> int:
        return touched(
            sf.tfrecord.multi_tfrecord_loader(
                paths, indices, None, description=description, infinite=False
            )
        )

    return work


def build(source: str, output: str) -> Callable[[], None]:
    return lambda: sf.io.write_tfrecords_multi(source, output)


VERSION = f"Slideflow {sf.__version__}"
COMMANDS = {
    "scan": scan,
    "create_index": create_index,
    "open": open_file,
    "get": get,
    "get_by_xy": get_by_xy,
    "iterate": iterate,
    "load": load,
    "loader": loader,
    "multi_loader": multi_loader,
    "build": build,
}
