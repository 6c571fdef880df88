"""`tfrviewer index`: write the indices of TFRecords beside them."""

from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import N_JOBS, AsJson, Jobs

_MANY = 64
"""Files from which worker processes are worth their start."""


def index(
    path: Annotated[Path, typer.Argument(help="A TFRecord or a dataset folder.")],
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Replace indices that are there, also right ones.")
    ] = False,
    jobs: Jobs = N_JOBS,
    as_json: AsJson = False,
) -> None:
    """Write `<stem>.index.npz` beside each TFRecord that has none, as Slideflow does.

    A damaged or compressed file gets none, and an index that does not fit its file stays unless
    --rebuild is given; both are told.
    """
    from tfrviewer.dataset.dataset import Dataset

    dataset = Dataset(path)
    files = dataset.tfrecords()
    before = _indices(files)
    with (
        console.process_pool(jobs if len(files) >= _MANY else 1) as executor,
        console.progress_bar("Indexing") as progress,
    ):
        build = dataset.rebuild_index if rebuild else dataset.build_index
        findings = build(executor=executor, progress=progress)
    written = len(_indices(files) - before)
    if as_json:
        console.print_json(
            {
                "path": str(path),
                "tfrecords": len(files),
                "written": written,
                "findings": [finding.to_json() for finding in findings],
            }
        )
    else:
        counts = ((len(files), "TFRecord"), (written, "index file"), (len(findings), "finding"))
        seen, made, wrong = (console.counted(count, noun) for count, noun in counts)
        print(f"{seen}, {made} written, {wrong}")
        console.print_findings(findings)
    raise console.end_with(findings)


def _indices(files: list[Path]) -> set[tuple[int, int]]:
    """Return what tells the index files beside these from others, and from new ones."""
    from tfrviewer.tfrecord.index import index_path_of

    statuses = (path.stat() for file in files if (path := index_path_of(file)).is_file())
    return {(status.st_ino, status.st_mtime_ns) for status in statuses}
