"""`tfrviewer metrics`: what is measured on tiles: whitespace, sharpness, ink, stain and more."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import answers, console
from tfrviewer.cli.copy_options import Reader
from tfrviewer.cli.known_columns import OF_METRICS, names_in, with_known
from tfrviewer.cli.options import N_JOBS, AsJson, Jobs, Sources, TilePx, TileUm
from tfrviewer.cli.projects import Asked, open_dataset, reading_pool
from tfrviewer.cli.signals import as_interrupts

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.dataset import Dataset

_WORTH_PROCESSES = 1_000
"""Tiles; fewer are measured before processes would have begun."""
_FORMS = (".csv", ".parquet")


def metrics(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="TFRecords, dataset folders, or a project of Slideflow.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write the metrics of each tile: .csv or .parquet."
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            help="Tell, and write, only of tiles that fulfil a condition on their columns, flags "
            "or metrics: sharpness < 1.",
        ),
    ] = None,
    reader: Reader = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace FILE if it is there.")
    ] = False,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    jobs: Jobs = N_JOBS,
    as_json: AsJson = False,
) -> None:
    """Measure every tile, and tell in figures what there is.

    What was measured is kept while a file is unchanged: a second run measures nothing, and one
    that was cancelled goes on where it stopped. The presets find tiles that are blank, out of
    focus, under pen, folded, dark or washed out. Nothing is written beside the data.
    """
    from tfrviewer.dataset.metrics.frame import blank_metrics, metrics_frame
    from tfrviewer.dataset.metrics.summary import summarise_metrics
    from tfrviewer.dataset.table.query import filter_numbers

    _check(out, replace=replace)
    dataset = _opened(paths, Asked(tile_px, tile_um, source or None))
    records = _records(dataset)
    columns = records
    if where is not None:  # before anything is measured
        columns = _columns(dataset, records, where, reader)
        filter_numbers(_with_metrics(columns.head(0), blank_metrics()), where)
    elif reader is not None:
        raise console.usage_error("--reader is for --where; there is none.")
    is_kept = console.say_if_not_kept()
    measured_so_far = 0
    with (
        as_interrupts(),
        console.process_pool(jobs if records.height >= _WORTH_PROCESSES else 1) as executor,
        console.progress_bar("Measuring", rate="tiles") as told,
    ):

        def progress(done: int, total: int, text: str) -> None:
            nonlocal measured_so_far
            measured_so_far = done
            told(done, total, text)

        try:
            measured = metrics_frame(dataset, executor=executor, progress=progress)
        except KeyboardInterrupt:
            text = f"{measured_so_far:,} of {console.counted(records.height, 'tile')} are measured"
            console.say(f"{text}; the same command goes on from there." if is_kept else f"{text}.")
            raise
    findings = dataset.findings
    if {records.height, columns.height} != {measured.height}:
        raise _changed()
    frame = records.hstack(measured)
    if where is not None:
        frame = frame[filter_numbers(_with_metrics(columns, measured), where)]
    summary = summarise_metrics(frame)
    if out is not None:
        _write(frame, out, replace=replace)
    if as_json:
        console.print_json(
            {
                "paths": [str(path) for path in paths],
                "where": where,
                **summary,
                "output": None if out is None else str(out),
                "findings": [finding.to_json() for finding in findings],
            }
        )
    else:
        _print(summary, where)
        if out is not None:
            print(console.shown(f"{out}: {console.counted(frame.height, 'tile')} written."))
        console.print_findings(findings)
    raise console.end_with(findings)


def _check(out: Path | None, *, replace: bool) -> None:
    """Refuse what cannot be written, before anything is measured."""
    if out is None:
        return
    if out.suffix.lower() not in _FORMS:
        raise console.usage_error(f"--out {out}: name it .csv or .parquet.")
    if not out.parent.is_dir():
        raise console.usage_error(f"--out {out}: there is no folder {out.parent}.")
    if out.exists() and not replace:
        raise console.usage_error(f"{out} is there already. --replace replaces it.")


def _opened(paths: list[Path], asked: Asked) -> "Dataset":
    from tfrviewer.dataset.dataset import Dataset

    if len(paths) == 1:
        dataset = open_dataset(paths[0], asked)
    elif asked.is_nothing:
        dataset = Dataset(paths)
    else:
        raise console.usage_error("--tile-px, --tile-um and --source are for one project alone.")
    if not len(dataset):
        where = ", ".join(map(str, paths))
        raise console.usage_error(f"There is no TFRecord in {where}.")
    return dataset


def _records(dataset: "Dataset") -> "pl.DataFrame":
    """Return what the indices tell of each record; reads none."""
    from tfrviewer.dataset.table.columns import index_frame

    with console.progress_bar("Opening") as progress:
        return index_frame(list(dataset.load(progress=progress)))


def _columns(
    dataset: "Dataset", records: "pl.DataFrame", where: str, reader: str | None
) -> "pl.DataFrame":
    """Return the records with the columns that a condition asks for, but for the metrics.

    Args:
        dataset: The records.
        records: What the indices tell of them; they are read only if more is asked for.
        where: The condition.
        reader: Whose flags it means.
    """
    from tfrviewer.dataset.metrics.frame import blank_metrics

    asked = names_in(where)
    if asked - set(records.columns):  # of fields, some may be called as metrics are
        with reading_pool(dataset) as executor, console.progress_bar("Reading") as progress:
            records = dataset.columns(executor=executor, progress=progress)
    metrics = blank_metrics().columns
    asked -= {*metrics, *(f"{name}{OF_METRICS}" for name in metrics)}
    return with_known(dataset, records, asked, reader)


def _with_metrics(columns: "pl.DataFrame", measured: "pl.DataFrame") -> "pl.DataFrame":
    """Return columns with those of the metrics, called otherwise where their names are taken."""
    taken = {name: f"{name}{OF_METRICS}" for name in measured.columns if name in columns.columns}
    return columns.hstack(measured.rename(taken))


def _changed() -> typer.Exit:
    text = "Files were changed while they were looked at: measure them again."
    answers.note_error(text)
    console.complain(text)
    return typer.Exit(console.FOUND)


def _write(frame: "pl.DataFrame", out: Path, *, replace: bool) -> None:
    from tfrviewer.build.subset.table import save_table

    save_table(frame, out, existing="replace" if replace else "refuse")
    answers.note_done({"output": str(out)})


def _print(summary: dict[str, Any], where: str | None) -> None:
    """Print the figures for a person."""
    records, measured = summary["records"], summary["measured"]
    text = f"{console.counted(records, 'tile')}"
    if where is not None:
        text += f" with {where}"
    if measured < records:
        text += f", {records - measured:,} without a picture that can be decoded"
    print(console.shown(f"{text}."))
    if not measured:
        return
    print()
    names = ("min", "p05", "median", "p95", "max")
    width = max(len(name) for name in summary["metrics"])
    print(f"  {'metric':<{width}}" + "".join(f"{name:>10}" for name in names))
    for name, told in summary["metrics"].items():
        figures = (told[figure] for figure in names)
        print(f"  {name:<{width}}" + "".join(f"{_figure(one):>10}" for one in figures))
    print()
    for told in summary["presets"].values():
        share = 100 * told["count"] / records
        print(f"  {told['title']:<13}{told['count']:>10,}{share:>7.1f} %   {told['condition']}")


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:,.4g}"
