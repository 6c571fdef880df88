"""`tfrviewer salvage`: what is whole in a damaged TFRecord, as a new one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.cli import console, copying
from tfrviewer.cli.copy_options import Index
from tfrviewer.cli.options import AsJson, given_path

if TYPE_CHECKING:
    from tfrviewer.jobs import Progress
    from tfrviewer.tfrecord.salvage import SalvageReport


def salvage(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The damaged TFRecord.", parser=given_path)
    ],
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The TFRecord to write, or a folder for one of the same name.",
            parser=given_path,
        ),
    ],
    keep_crc_mismatch: Annotated[
        bool,
        typer.Option(
            "--keep-crc-mismatch",
            help="Save records as well that parse and decode though their checksum is wrong.",
        ),
    ] = False,
    index: Index = True,
    as_json: AsJson = False,
) -> None:
    """Copy every whole record of a damaged TFRecord to OUT, and tell what was lost where.

    A record is whole if its payload matches its checksum; it is copied byte for byte. FILE is not
    changed, and nothing that is there already is written over. The exit status is 1 if anything
    is wrong with FILE, also where all of it was saved.
    """
    from tfrviewer.dataset.discovery import COMPRESSED, stat_there
    from tfrviewer.tfrecord.salvage import salvage as save_whole

    stat_there(file)  # what is not there is used wrongly, and no finding
    if file.is_dir():
        raise console.usage_error(f"{file} is a folder. Name the damaged TFRecord in it.")
    if out.is_dir():
        out = out / (file.stem if file.suffix.lower() in COMPRESSED else file.name)

    def work(progress: "Progress") -> "SalvageReport":
        return save_whole(
            file, out, keep_crc_mismatch=keep_crc_mismatch, index=index, progress=progress
        )

    report = copying.carry_out("Salvaging", work, lambda report: report.to_json())
    if as_json:
        console.print_json(report.to_json())
    else:
        for line in report.words():
            print(console.shown(line))
    raise typer.Exit(console.FOUND if report.is_damaged else console.OK)
