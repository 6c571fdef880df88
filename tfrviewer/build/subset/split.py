"""Records divided into parts, each a folder of its own."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from tfrviewer.dataset.dataset import Dataset

FRACTIONS: Mapping[str, float] = {"train": 0.7, "val": 0.15, "test": 0.15}


def split_records(
    dataset: "Dataset",
    output: str | os.PathLike[str],
    *,
    by: Literal["slide", "filter", "fraction"] = "slide",
    parts: Mapping[str, Any] | None = None,
    rest: str | None = None,
    where: str | None = None,
    sort: "str | Sequence[tuple[str, bool]] | None" = None,
    seed: int = 0,
    layout: Literal["slide", "single"] = "slide",
    existing: Literal["refuse", "skip", "replace"] = "refuse",
    on_problem: Literal["skip", "raise"] = "skip",
    index: bool = True,
    manifest: bool = False,
    check_crc: bool = True,
    sync: bool = True,
    executor: "Executor | None" = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SubsetReport:
    """Write the records of a dataset into a folder a part, with `split.csv` that tells which.

    Args:
        dataset: The dataset; annotations tell the patients.
        output: The folder; parts are folders in it.
        by: "slide" writes a TFRecord a slide into the folder itself, or by `parts`
            {part: [slide, …]}; "filter" by `parts` {part: condition}; "fraction" draws patients
            by lot into `parts` {part: fraction}.
        parts: As `by` says; None takes 0.7, 0.15 and 0.15 for train, val and test.
        rest: A part for records that are in no other one; None leaves them out.
        where: A condition that all records fulfil that are taken; None takes all.
        sort: As for `choose`.
        seed: Of the lot; the same gives the same parts on every machine.
        layout: "slide" writes a TFRecord a slide into each part, "single" one a part.
    """
    raise NotImplementedError
