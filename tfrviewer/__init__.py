"""tfrviewer: look at, check and make TFRecords of tiles cut from whole-slide images.

What is public is listed in `__all__` and exported lazily (PEP 562), so that `import tfrviewer`
loads neither numpy nor polars, and `tfrviewer --version` answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfrviewer.build.images import extract_tiles
    from tfrviewer.build.report import BuildReport
    from tfrviewer.build.writers import (
        write_tfrecords_merge,
        write_tfrecords_multi,
        write_tfrecords_single,
    )
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.sampling.sampling import preview_sampling
    from tfrviewer.errors import Finding, TfrError
    from tfrviewer.tfrecord.file import TFRecord
    from tfrviewer.tfrecord.index import find_index
    from tfrviewer.tfrecord.index_files import create_index, load_index
    from tfrviewer.tfrecord.interleave import multi_tfrecord_loader
    from tfrviewer.tfrecord.loader import tfrecord_loader
    from tfrviewer.tfrecord.writer import RecordWriter
    from tfrviewer.tiles.decode import decode_image

__version__ = "0.1.0"

__all__ = [
    "BuildReport",
    "Dataset",
    "Finding",
    "RecordWriter",
    "TFRecord",
    "TfrError",
    "create_index",
    "decode_image",
    "extract_tiles",
    "find_index",
    "load_index",
    "multi_tfrecord_loader",
    "preview_sampling",
    "tfrecord_loader",
    "write_tfrecords_merge",
    "write_tfrecords_multi",
    "write_tfrecords_single",
]

_HOMES = {
    "BuildReport": "tfrviewer.build.report",
    "Dataset": "tfrviewer.dataset.dataset",
    "Finding": "tfrviewer.errors",
    "RecordWriter": "tfrviewer.tfrecord.writer",
    "TFRecord": "tfrviewer.tfrecord.file",
    "TfrError": "tfrviewer.errors",
    "create_index": "tfrviewer.tfrecord.index_files",
    "decode_image": "tfrviewer.tiles.decode",
    "extract_tiles": "tfrviewer.build.images",
    "find_index": "tfrviewer.tfrecord.index",
    "load_index": "tfrviewer.tfrecord.index_files",
    "multi_tfrecord_loader": "tfrviewer.tfrecord.interleave",
    "preview_sampling": "tfrviewer.dataset.sampling.sampling",
    "tfrecord_loader": "tfrviewer.tfrecord.loader",
    "write_tfrecords_merge": "tfrviewer.build.writers",
    "write_tfrecords_multi": "tfrviewer.build.writers",
    "write_tfrecords_single": "tfrviewer.build.writers",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'tfrviewer' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
