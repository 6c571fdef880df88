"""`tfrviewer verify`: whether TFRecords are whole, and what is wrong with them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import answers, console
from tfrviewer.cli.options import N_JOBS, Annotations, AsJson, Jobs, Sources, TilePx, TileUm
from tfrviewer.cli.projects import Asked, open_dataset
from tfrviewer.cli.signals import as_interrupts

if TYPE_CHECKING:
    from tfrviewer.checks.integrity.file_report import FileReport
    from tfrviewer.dataset.dataset import Dataset


def verify(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="TFRecords, dataset folders, or a project of Slideflow.",
            show_default=False,
        ),
    ],
    deep: Annotated[
        bool, typer.Option("--deep", help="Decode every image whole, as training would.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Check again what was checked and is unchanged.")
    ] = False,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    annotations: Annotations = None,
    jobs: Jobs = N_JOBS,
    as_json: AsJson = False,
) -> None:
    """Check every record of TFRecords: framing, checksums, fields, images, names, locations.

    Goes on past every fault, and tells file, record, byte, cause and remedy. Also tells what is
    wrong between files, with their indices and with what Slideflow keeps beside them. What was
    found is kept while a file is unchanged: a run that was cancelled goes on where it stopped.
    Ends with 0 where nothing is wrong, 1 with errors or warnings. Nothing is written beside
    the data.
    """
    from tfrviewer.checks.integrity.verify import is_worth_processes
    from tfrviewer.checks.integrity.verify import verify as run_verify
    from tfrviewer.cli.verify_words import print_verification

    dataset = _opened(paths, Asked(tile_px, tile_um, source or None), annotations)
    files = len(dataset)
    if not files:
        where = ", ".join(map(str, paths))
        raise console.usage_error(
            f"There is no TFRecord in {where}. They end in .tfrecords, .tfrecord or .tfrec; a "
            "file of another name is checked when it is given itself."
        )
    is_kept = console.say_if_not_kept()
    done: list[FileReport] = []
    workers = jobs if is_worth_processes(dataset, deep=deep) else 1
    with (
        as_interrupts(),
        console.process_pool(workers) as executor,
        console.progress_bar("Verifying", rate="MB") as progress,
    ):
        try:
            verification = run_verify(
                dataset,
                deep=deep,
                fresh=fresh,
                executor=executor,
                progress=progress,
                each=done.append,
            )
        except KeyboardInterrupt:
            answers.note_done(_partial(done))
            text = f"Checked until now: {len(done):,} of {console.counted(files, 'file')}."
            console.say(f"{text} The same command goes on from there." if is_kept else text)
            raise
    if as_json:
        console.print_json(verification.to_json())
    else:
        print_verification(verification)
    raise console.end_with(verification.all_findings())


def _opened(paths: list[Path], asked: Asked, annotations: Path | None) -> "Dataset":
    from tfrviewer.dataset.dataset import Dataset

    if len(paths) == 1:
        return open_dataset(paths[0], asked, annotations)
    if not asked.is_nothing:
        raise console.usage_error("--tile-px, --tile-um and --source are for one project alone.")
    answers.note_files(annotations)
    return Dataset(paths, annotations=annotations)


def _partial(done: "list[FileReport]") -> dict[str, Any]:
    return {"files": [report.to_json() for report in done]}
