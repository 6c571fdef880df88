"""`tfrviewer merge`: TFRecords and folders of them as one."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console, copying
from tfrviewer.cli import copy_options as options
from tfrviewer.cli.options import given_path, target_of
from tfrviewer.cli.projects import reading_pool
from tfrviewer.jobs import Progress

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.build.subset.report import SubsetReport


def merge(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH… OUT",
            help="TFRecords and dataset folders, and at last where to write to: a folder, or the "
            "path of one TFRecord of all.",
            show_default=False,
            parser=given_path,
        ),
    ],
    where: options.Where = None,
    reader: options.Reader = None,
    existing: options.Existing = None,
    replace: options.Replace = False,
    index: options.Index = True,
    manifest: options.Manifest = False,
    strict: options.Strict = False,
    check_crc: options.CheckCrc = True,
    as_json: options.AsJson = False,
) -> None:
    """Write the records of several TFRecords and folders to OUT, byte for byte, with indices.

    OUT gets a TFRecord a slide: records of one slide that lie in several TFRecords come together.
    If it is the path of a TFRecord, that gets all records. Nothing of what was merged is changed.
    """
    from tfrviewer.build.subset.merge import merge_records
    from tfrviewer.build.subset.names import check_filename
    from tfrviewer.dataset.discovery import survey

    if len(paths) < 2:
        raise console.usage_error("OUT is missing: tfrviewer merge PATH… OUT.")
    *sources, output = paths
    found = survey(sources).tfrecords
    if not found:
        raise console.usage_error(f"There is no TFRecord in {', '.join(map(str, sources))}.")
    _refuse_twice(found)
    folder, filename = target_of(output)
    copying.check(check_filename, filename)
    there = options.existing_of(existing, replace=replace)
    given = " ".join(map(str, sources))
    if reader is not None and where is None:
        raise console.usage_error("--reader is for --where; there is none.")

    def work(progress: Progress) -> "SubsetReport":
        return merge_records(
            sources,
            folder,
            where=where,
            frame=None if where is None else _records(sources, where, reader, progress),
            layout="slide" if filename is None else "single",
            filename=filename,
            existing=there.value,
            on_problem="raise" if strict else "skip",
            index=index,
            manifest=manifest,
            check_crc=check_crc,
            progress=progress,
        )

    def told(report: "SubsetReport") -> dict[str, Any]:
        return copying.json_of(report, given)

    report = copying.carry_out("Merging", work, told)
    raise copying.end(report, given, as_json=as_json)


def _records(
    sources: list[Path], where: str, reader: str | None, progress: Progress
) -> "pl.DataFrame":
    """Return all records, with what a condition asks for."""
    from tfrviewer.cli.known_columns import names_in, with_known
    from tfrviewer.dataset.dataset import Dataset

    with Dataset(sources) as dataset:
        with reading_pool(dataset) as executor:
            frame = dataset.columns(executor=executor, progress=progress)
        return with_known(dataset, frame, names_in(where), reader)


def _refuse_twice(paths: Sequence[Path]) -> None:
    """Refuse a TFRecord that two of the paths lead to.

    Raises:
        Exit: If there is one.
    """
    first: dict[str, Path] = {}
    for path in paths:
        same = first.setdefault(os.path.abspath(path), path)  # noqa: PTH100 - a link is another
        if same is not path:
            raise console.usage_error(f"{same} and {path} are the same TFRecord. Name it once.")
