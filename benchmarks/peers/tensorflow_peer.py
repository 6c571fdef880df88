"""tf.data, timed in its own python."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

tf: Any = import_module("tensorflow")


def load(file: str) -> Callable[[], int]:
    description = {
        "image_raw": tf.io.FixedLenFeature([], tf.string),
        "slide": tf.io.FixedLenFeature([], tf.string),
        "loc_x": tf.io.FixedLenFeature([], tf.int64),
        "loc_y": tf.io.FixedLenFeature([], tf.int64),
    }

    def work() -> int:
        records = tf.data.TFRecordDataset(file)
        examples = records.map(lambda data: tf.io.parse_single_example(data, description))
        return sum(len(example["image_raw"]) for example in examples.as_numpy_iterator())

    return work


def count(files: list[str]) -> Callable[[], int]:
    """Read all records, as a dataset of them does: it compares every checksum."""

    def work() -> int:
        return int(sum(1 for _ in tf.data.TFRecordDataset(files)))

    return work


VERSION = f"TensorFlow {tf.__version__}"
COMMANDS = {
    "load": load,
    "count": count,
}
