"""tfrviewer: look at, check and make TFRecords of tiles cut from whole-slide images.

What is public is listed in `__all__` and exported lazily (PEP 562), so that `import tfrviewer`
loads neither numpy nor polars, and `tfrviewer --version` answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfrviewer.build.extract.images import extract_tiles
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.planning.planning import plan_build
    from tfrviewer.build.request.recipe import read_recipe, write_recipe
    from tfrviewer.build.request.request import BuildRequest
    from tfrviewer.build.running.report import BuildReport
    from tfrviewer.build.running.run import run_build
    from tfrviewer.build.running.writers import (
        write_tfrecords_merge,
        write_tfrecords_multi,
        write_tfrecords_single,
    )
    from tfrviewer.build.subset.chosen import Chosen, choose
    from tfrviewer.build.subset.images import save_images
    from tfrviewer.build.subset.merge import merge_records
    from tfrviewer.build.subset.split import split_records
    from tfrviewer.build.subset.subset import save_records
    from tfrviewer.build.subset.table import save_table
    from tfrviewer.checks.content.duplicates import find_duplicates
    from tfrviewer.checks.content.leaks import find_leaks
    from tfrviewer.checks.integrity.verify import verify
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.heatmap import Heatmap, tfrecord_heatmap
    from tfrviewer.dataset.metrics.frame import metrics_frame
    from tfrviewer.dataset.sampling.sampling import preview_sampling
    from tfrviewer.errors import Finding, TfrError
    from tfrviewer.jobs import CancelToken
    from tfrviewer.report.making import make_report
    from tfrviewer.tfrecord.file import TFRecord
    from tfrviewer.tfrecord.index import find_index
    from tfrviewer.tfrecord.index_files import create_index, load_index
    from tfrviewer.tfrecord.interleave import multi_tfrecord_loader
    from tfrviewer.tfrecord.loader import tfrecord_loader
    from tfrviewer.tfrecord.salvage import salvage
    from tfrviewer.tfrecord.writer import RecordWriter
    from tfrviewer.tiles.image.decode import decode_image

__version__ = "0.1.0"

__all__ = [
    "BuildPlan",
    "BuildReport",
    "BuildRequest",
    "CancelToken",
    "Chosen",
    "Dataset",
    "Finding",
    "Heatmap",
    "RecordWriter",
    "TFRecord",
    "TfrError",
    "choose",
    "create_index",
    "decode_image",
    "extract_tiles",
    "find_duplicates",
    "find_index",
    "find_leaks",
    "load_index",
    "make_report",
    "merge_records",
    "metrics_frame",
    "multi_tfrecord_loader",
    "plan_build",
    "preview_sampling",
    "read_recipe",
    "run_build",
    "salvage",
    "save_images",
    "save_records",
    "save_table",
    "split_records",
    "tfrecord_heatmap",
    "tfrecord_loader",
    "verify",
    "write_recipe",
    "write_tfrecords_merge",
    "write_tfrecords_multi",
    "write_tfrecords_single",
]

_HOMES = {
    "BuildPlan": "tfrviewer.build.planning.plan",
    "BuildReport": "tfrviewer.build.running.report",
    "BuildRequest": "tfrviewer.build.request.request",
    "CancelToken": "tfrviewer.jobs",
    "Chosen": "tfrviewer.build.subset.chosen",
    "Dataset": "tfrviewer.dataset.dataset",
    "Finding": "tfrviewer.errors",
    "Heatmap": "tfrviewer.dataset.heatmap",
    "RecordWriter": "tfrviewer.tfrecord.writer",
    "TFRecord": "tfrviewer.tfrecord.file",
    "TfrError": "tfrviewer.errors",
    "choose": "tfrviewer.build.subset.chosen",
    "create_index": "tfrviewer.tfrecord.index_files",
    "decode_image": "tfrviewer.tiles.image.decode",
    "extract_tiles": "tfrviewer.build.extract.images",
    "find_duplicates": "tfrviewer.checks.content.duplicates",
    "find_index": "tfrviewer.tfrecord.index",
    "find_leaks": "tfrviewer.checks.content.leaks",
    "load_index": "tfrviewer.tfrecord.index_files",
    "make_report": "tfrviewer.report.making",
    "merge_records": "tfrviewer.build.subset.merge",
    "metrics_frame": "tfrviewer.dataset.metrics.frame",
    "multi_tfrecord_loader": "tfrviewer.tfrecord.interleave",
    "plan_build": "tfrviewer.build.planning.planning",
    "preview_sampling": "tfrviewer.dataset.sampling.sampling",
    "read_recipe": "tfrviewer.build.request.recipe",
    "run_build": "tfrviewer.build.running.run",
    "salvage": "tfrviewer.tfrecord.salvage",
    "save_images": "tfrviewer.build.subset.images",
    "save_records": "tfrviewer.build.subset.subset",
    "save_table": "tfrviewer.build.subset.table",
    "split_records": "tfrviewer.build.subset.split",
    "tfrecord_heatmap": "tfrviewer.dataset.heatmap",
    "tfrecord_loader": "tfrviewer.tfrecord.loader",
    "verify": "tfrviewer.checks.integrity.verify",
    "write_recipe": "tfrviewer.build.request.recipe",
    "write_tfrecords_merge": "tfrviewer.build.running.writers",
    "write_tfrecords_multi": "tfrviewer.build.running.writers",
    "write_tfrecords_single": "tfrviewer.build.running.writers",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'tfrviewer' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
