"""The package `tfrecord`, timed in its own python."""

from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

tfrecord: Any = import_module("tfrecord")
tfrecord2idx: Any = import_module("tfrecord.tools.tfrecord2idx")


def create_index(files: list[str], folder: str) -> Callable[[], None]:
    def work() -> None:
        for file in files:
            tfrecord2idx.create_index(file, str(Path(folder, Path(file).stem + ".tfindex")))

    return work


def load(file: str) -> Callable[[], int]:
    loader = tfrecord.tfrecord_loader
    return lambda: sum(len(record["image_raw"]) for record in loader(file, None))


VERSION = f"tfrecord {metadata.version('tfrecord')}"
COMMANDS = {
    "create_index": create_index,
    "load": load,
}
