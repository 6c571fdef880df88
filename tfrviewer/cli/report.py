"""`tfrviewer report`: what is known of a dataset as one page, or as a PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import (
    N_JOBS,
    Annotations,
    AsJson,
    Jobs,
    Sources,
    TilePx,
    TileUm,
    given_path,
    pairs_of,
)
from tfrviewer.cli.projects import Asked, open_dataset
from tfrviewer.cli.signals import as_interrupts
from tfrviewer.jobs import Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.report.report import Report

_MANY = 64


def report(
    path: Annotated[
        Path,
        typer.Argument(
            help="A TFRecord, a dataset folder or a project of Slideflow.", parser=given_path
        ),
    ],
    out: Annotated[Path, typer.Argument(help="The .html or .pdf to write.", parser=given_path)],
    title: Annotated[
        str, typer.Option(help="What stands above it; otherwise the folder's name.")
    ] = "",
    where: Annotated[
        str, typer.Option(help="A condition: only tiles that fulfil it are looked at.")
    ] = "",
    rule: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=CONDITION",
            help="Count the tiles that fulfil a condition, such as “small=bytes < 2000”; may be "
            "given several times. The rules kept of the dataset and the presets of the metrics are "
            "counted in any case.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of the tiles drawn at random.")] = 0,
    tiles: Annotated[
        int, typer.Option(min=1, max=240, help="Tiles of a contact sheet at most.")
    ] = 48,
    maps: Annotated[
        int, typer.Option(min=0, max=400, help="Maps at most, of the worst slides first.")
    ] = 48,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify/--no-verify",
            help="Verify files that were not yet; what was found before is told in any case.",
        ),
    ] = True,
    deep: Annotated[
        bool, typer.Option("--deep", help="Decode every image when verifying.")
    ] = False,
    measure: Annotated[
        bool,
        typer.Option(
            "--measure",
            help="Measure tiles that were not yet; what was measured before is told in any case.",
        ),
    ] = False,
    reader: Annotated[
        str | None, typer.Option(help="Whose flags are told; otherwise yours.")
    ] = None,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    annotations: Annotations = None,
    replace: Annotated[
        bool, typer.Option("--replace", "--force", help="Replace OUT if it is there.")
    ] = False,
    jobs: Jobs = N_JOBS,
    as_json: AsJson = False,
) -> None:
    """Write a report: what is wrong, slide by slide, in numbers, maps and tiles drawn at random.

    One HTML page that needs no network, or a PDF. Ends with 0 where nothing is wrong, 1 with
    errors or warnings. Nothing is written beside the data.
    """
    from tfrviewer.report.making import make_report, request_of
    from tfrviewer.report.writing import check_target

    if deep and not verify:
        raise console.usage_error("--deep contradicts --no-verify. Leave one out.")
    rules = pairs_of(rule or [], "--rule", "NAME=CONDITION")
    try:  # before the dataset is looked at
        check_target(out, replace=replace)
        request_of(title, where, rules, seed=seed, tiles=tiles, maps=maps)
    except ValueError as error:
        raise console.usage_error(f"{str(error)[:1].upper()}{str(error)[1:]}") from None
    dataset = open_dataset(path, Asked(tile_px, tile_um, source or None), annotations)
    if not len(dataset) and dataset.annotations is None:
        raise console.usage_error(
            f"There is no TFRecord in {path}. They end in .tfrecords, .tfrecord or .tfrec; a file "
            "of another name can be given itself."
        )
    with as_interrupts(), console.process_pool(_workers(dataset, jobs)) as executor:
        gathered = make_report(
            dataset, out, title=title, where=where, rules=rules, seed=seed, tiles=tiles, maps=maps,
            verify=verify, deep=deep, measure=measure, reader=reader, replace=replace,
            executor=executor, step=_step,
        )  # fmt: skip
    if as_json:
        console.print_json({"path": str(path), "output": str(out), **gathered.to_json()})
    else:
        _print(gathered, out)
    raise _end(gathered)


def _workers(dataset: "Dataset", jobs: int) -> int:
    """Return how many processes are worth their start."""
    from tfrviewer.checks.integrity.verify import is_worth_processes

    return jobs if len(dataset) >= _MANY or is_worth_processes(dataset, deep=True) else 1


@contextmanager
def _step(title: str) -> Iterator[Progress]:
    with console.progress_bar(title) as progress:
        yield progress


def _print(report: "Report", out: Path) -> None:
    print(console.shown(f"{report.title}: {_summary(report)}"))
    for one in report.verdict:
        mark = "good" if one.severity is None else one.severity.value
        print(console.shown(f"  {mark:<8}{one.text}"))
    print(console.shown(f"written to {out}"))


def _summary(report: "Report") -> str:
    return ", ".join(f"{figure.number} {figure.label}" for figure in report.figures)


def _end(report: "Report") -> typer.Exit:
    from tfrviewer.errors import Severity

    bad = any(report.findings.of(one) for one in (Severity.ERROR, Severity.WARNING))
    return typer.Exit(console.FOUND if bad else console.OK)
