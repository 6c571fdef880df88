"""`tfrviewer export`: the images of TFRecords as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.signals import as_interrupts
from tfrviewer.errors import Finding, TargetExistsError

if TYPE_CHECKING:
    from tfrviewer.build.tile_export import ExportReport


def export(
    path: Annotated[Path, typer.Argument(help="A TFRecord or a dataset folder.")],
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The folder to write to; a folder a slide.")
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace images that are there.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first record that is not right.")
    ] = False,
    check_crc: Annotated[
        bool,
        typer.Option("--check-crc/--no-check-crc", help="Leave out records with a wrong checksum."),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write images to OUT/<slide>/<slide>-<x>-<y>.jpg or .png, byte for byte.

    What is there already with the same bytes is kept, so that a run that was cancelled can be
    repeated. `tfrviewer build OUT …` makes TFRecords of them again: of image, slide and location
    alone, and in the order of names.
    """
    from tfrviewer.build.images import extract_many
    from tfrviewer.dataset.discovery import survey

    seen = survey(path)
    if not seen.tfrecords:
        raise console.usage_error(f"There is no TFRecord in {path}.")
    try:
        with as_interrupts(), console.progress_bar("Exporting") as progress:
            reports = extract_many(
                seen.tfrecords,
                output,
                replace=replace,
                on_problem="raise" if strict else "skip",
                check_crc=check_crc,
                progress=progress,
            )
    except BaseException as error:
        if as_json and (done := getattr(error, "report", None)) is not None:
            _print_json(path, output, done, seen.findings)
        if isinstance(error, TargetExistsError):
            raise console.usage_error(str(error)) from error
        raise
    findings = [*seen.findings, *(finding for report in reports for finding in report.findings)]
    if as_json:
        _print_json(path, output, reports, seen.findings)
    else:
        written = console.counted(sum(report.written for report in reports), "image")
        line = f"{written} written to {console.shown(str(output))}"
        if kept := sum(report.kept for report in reports):
            line += f", {kept:,} there already"
        left_out = console.counted(sum(report.left_out for report in reports), "record")
        print(f"{line}, {left_out} left out")
        console.print_findings(findings)
    if any(report.left_out for report in reports):  # whatever the reason, even a mere note
        raise typer.Exit(console.FOUND)
    raise console.end_with(findings)


def _print_json(
    path: Path, output: Path, reports: "list[ExportReport]", others: list[Finding]
) -> None:
    findings = [*others, *(finding for report in reports for finding in report.findings)]
    console.print_json(
        {
            "path": str(path),
            "output": str(output),
            "written": sum(report.written for report in reports),
            "kept": sum(report.kept for report in reports),
            "left_out": sum(report.left_out for report in reports),
            "tfrecords": [
                {key: value for key, value in report.to_json().items() if key != "findings"}
                for report in reports
            ],
            "findings": [finding.to_json() for finding in findings],
        }
    )
