"""Several TFRecords as one folder, or one file."""

import os
from collections.abc import Sequence
from typing import Literal

from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.jobs import CancelToken, Progress


def merge_records(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    layout: Literal["slide", "single"] = "slide",
    filename: str | None = None,
    existing: Literal["refuse", "skip", "replace"] = "refuse",
    on_problem: Literal["skip", "raise"] = "skip",
    index: bool = True,
    manifest: bool = False,
    check_crc: bool = True,
    sync: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SubsetReport:
    """Write all records of several TFRecords and folders into one folder.

    Records of one slide that lie in several TFRecords become one; `layout="single"` joins all.
    """
    raise NotImplementedError
