"""`tfrviewer sampling`: what a loader would deliver of each slide or label."""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import AsJson
from tfrviewer.cli.projects import reading_pool

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview
    from tfrviewer.dataset.sampling.sampling_weights import Weights

_SIGNS = "█│–×÷…“”"


def sampling(
    path: Annotated[Path, typer.Argument(help="A TFRecord or a dataset folder.")],
    draws: Annotated[
        int, typer.Option("--draws", "-n", min=1, help="Tiles asked for, by each shard.")
    ] = 10_000,
    weights: Annotated[
        str,
        typer.Option(
            help="How often each TFRecord is drawn from: uniform (all alike), tile, slide, "
            "patient, category:COLUMN, or a CSV file with the columns tfrecord and weight.",
            metavar="STRATEGY|FILE.csv",
        ),
    ] = "uniform",
    clip: Annotated[
        int | None, typer.Option(min=1, help="Use only so many records of each TFRecord.")
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", help="What the I-th of N loaders delivers, from 0: 0/4."),
    ] = None,
    finite: Annotated[
        bool, typer.Option("--finite", help="Deliver each record once, then end.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the order of draws.")] = 0,
    by: Annotated[
        str, typer.Option(help="Count by slide, tfrecord, or any column of the table.")
    ] = "slide",
    annotations: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Annotations: patient, slide and labels."),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all groups as CSV.")] = False,
) -> None:
    """Tell how many tiles of each slide or label a loader would deliver.

    The answer is exact: the loader of the same weights, clip, shard and seed makes the same draws.
    Records are read once to know their slides; with --by tfrecord none is.
    """
    from tfrviewer.errors import AnnotationsError, DatasetError

    if as_json and as_csv:
        raise console.usage_error("Choose one of --json and --csv.")
    which = None if shard is None else _shard(shard)
    given = _weights(weights)
    if annotations is None and (weights == "patient" or weights.startswith("category:")):
        raise console.usage_error(
            f"--weights {weights} needs --annotations, a CSV file with patient, slide and labels."
        )
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.sampling.sampling import preview_sampling

    try:
        dataset = Dataset(path, annotations=annotations)
        with reading_pool(dataset) as executor, console.progress_bar("Counting") as progress:
            preview = preview_sampling(
                dataset,
                draws,
                weights=given,
                shard=which,
                clip=clip,
                infinite=not finite,
                seed=seed,
                by=by,
                executor=executor,
                progress=progress,
            )
    except (ValueError, DatasetError, AnnotationsError) as error:
        raise console.usage_error(error) from None
    if as_json:
        console.print_json({"path": str(path), **preview.to_json()})
    elif as_csv:
        print(preview.frame.write_csv(), end="")
        with redirect_stdout(sys.stderr):
            console.print_findings(preview.findings)
    else:
        _print(preview)
    raise console.end_with(preview.findings)


def _shard(text: str) -> tuple[int, int]:
    first, slash, second = text.partition("/")
    if not (slash and first.isdecimal() and second.isdecimal()):
        raise console.usage_error(f"--shard takes I/N such as 0/4, not {text}.")
    return int(first), int(second)


def _weights(text: str) -> "Weights":
    from tfrviewer.dataset.sampling.sampling_weights import read_weights
    from tfrviewer.errors import TfrError

    if not text.lower().endswith(".csv"):
        return text
    try:
        return read_weights(text)
    except TfrError as error:
        raise console.usage_error(error) from None


def _print(preview: "SamplingPreview") -> None:
    from tfrviewer.dataset.sampling.sampling_words import table

    print(console.shown(preview.headline))
    print()
    print(table(preview, plain=not _can_print(_SIGNS)))
    console.print_findings(preview.findings)


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
