"""`tfrviewer review`: what people said of the tiles of a dataset, in and out."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import AsJson, Sources, TilePx, TileUm, given_path
from tfrviewer.cli.projects import Asked, open_dataset

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.review.agreement import Agreement
    from tfrviewer.review.store import Store


class Deed(StrEnum):
    """What is to be done."""

    TELL = "tell"
    EXPORT = "export"
    IMPORT = "import"
    AGREEMENT = "agreement"
    CHECK = "check"


_TAKES = {Deed.TELL: 0, Deed.EXPORT: 1, Deed.IMPORT: 1, Deed.AGREEMENT: 2, Deed.CHECK: 0}


def review(
    path: Annotated[
        Path,
        typer.Argument(
            help="A TFRecord, a dataset folder or a project of Slideflow.", parser=given_path
        ),
    ],
    deed: Annotated[
        Deed,
        typer.Argument(
            help="tell how much was flagged; export to, or import from, a FILE; tell the "
            "agreement of two READERS; check that images are still those that were flagged."
        ),
    ] = Deed.TELL,
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE | READER READER]",
            help="A .csv, .json or .parquet; or the names of two readers.",
            show_default=False,
        ),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(help="Whose flags; otherwise everybody's, or as the file to import says."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(help="The file flags are kept in; otherwise the user's own."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the FILE to export to if it is there.")
    ] = False,
    new_classes: Annotated[
        bool,
        typer.Option(
            "--new-classes", help="Import flags, too, that are no class and were never given here."
        ),
    ] = False,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    as_json: AsJson = False,
) -> None:
    """Tell, export, import and compare the flags and notes that people gave to tiles.

    Flags are kept in the user's folder, not beside the data. They are found by slide, location
    and size of their tiles, whichever folder these lie in now.
    """
    from tfrviewer.dataset.discovery import stat_there
    from tfrviewer.review.store import Store

    stat_there(path)
    words = given or []
    few = deed is Deed.AGREEMENT and not words
    if len(words) != _TAKES[deed] and not few:
        raise console.usage_error(_wanted(deed))
    if reader is not None and deed is Deed.AGREEMENT:
        raise console.usage_error("Name both readers after “agreement” instead of --reader.")
    if new_classes and deed is not Deed.IMPORT:
        raise console.usage_error("--new-classes is for “import”.")
    if store is not None and deed is not Deed.IMPORT and not store.is_file():
        raise console.usage_error(f"There is no file {store}.")
    asked = Asked(tile_px, tile_um, source or None)
    with open_dataset(path, asked) as dataset, Store(store) as kept:
        if not len(dataset):
            raise console.usage_error(f"There is no TFRecord in {path}.")
        match deed:
            case Deed.TELL:
                answer = _tell(dataset, kept, reader)
            case Deed.EXPORT:
                answer = _export(dataset, kept, Path(words[0]), reader, replace=replace)
            case Deed.IMPORT:
                answer = _import(dataset, kept, Path(words[0]), reader, new_classes=new_classes)
            case Deed.AGREEMENT:
                answer = _agree(dataset, kept, words)
            case Deed.CHECK:
                answer = _check(dataset, kept, reader)
    told, lines, findings = answer
    if as_json:
        console.print_json({"path": str(path), **told})
    else:
        for line in lines:
            print(console.shown(line))
        console.print_findings(findings)
    raise console.end_with(findings)


_Answer = tuple[dict[str, Any], list[str], list[Any]]
"""What is printed as JSON, the lines for a person, and findings."""


def _wanted(deed: Deed) -> str:
    match deed:
        case Deed.EXPORT:
            return "review PATH export takes one FILE: a .csv, .json or .parquet to write."
        case Deed.IMPORT:
            return "review PATH import takes one FILE: a .csv, .json or .parquet to read."
        case Deed.AGREEMENT:
            return "review PATH agreement takes two READERS, or none if there are only two."
        case _:
            return f"review PATH {deed} takes no further words."


def _flags(dataset: "Dataset", store: "Store", reader: str | None) -> "tuple[int, pl.DataFrame]":
    """Return how many tiles there are, and what was said of them.

    Raises:
        Exit: If the reader said nothing of them, so that the name may be misspelt.
    """
    from tfrviewer.review.joining import flags_of, keys_of

    keys = keys_of(dataset)
    flags = flags_of(keys, store.flags())
    if reader is not None:
        readers = flags["reader"].unique().sort().to_list()
        if reader not in readers:
            raise console.usage_error(_nobody(reader, readers))
        flags = flags.filter(flags["reader"] == reader)
    return len(keys), flags


def _nobody(reader: str, readers: list[str]) -> str:
    from tfrviewer.dataset.words import listed

    if not readers:
        return "Nobody flagged these tiles."
    return f"“{reader}” flagged none of these tiles. Their readers: {listed(readers)}."


def _tell(dataset: "Dataset", store: "Store", reader: str | None) -> _Answer:
    count, flags = _flags(dataset, store, reader)
    readers: dict[str, Any] = {}
    lines = [f"{console.counted(count, 'tile')}, {_flagged(flags.height)}."]
    for part in flags.sort("reader").partition_by("reader", maintain_order=True):
        counts = Counter(flag for flag in part["flag"].to_list() if flag is not None)
        notes = int((part["note"] != "").sum())
        readers[part["reader"][0]] = {"flags": dict(counts.most_common()), "notes": notes}
        said = [f"{flag} {n:,}" for flag, n in counts.most_common()]
        said += [console.counted(notes, "note")] if notes else []
        lines.append(f"  {part['reader'][0]:<16}{', '.join(said)}")
    return {"records": count, "readers": readers}, lines, []


def _flagged(count: int) -> str:
    return f"{count:,} {'flag or note' if count == 1 else 'flags and notes'}"


def _export(
    dataset: "Dataset", store: "Store", file: Path, reader: str | None, *, replace: bool
) -> _Answer:
    from tfrviewer.review.exchange import write_flags
    from tfrviewer.review.flag_table import form_of

    try:
        form_of(file)
    except ValueError as error:
        raise console.usage_error(error) from None
    if file.exists() and not replace:
        raise console.usage_error(f"{file} is already there. Add --replace to write it anew.")
    count = write_flags(_flags(dataset, store, reader)[1], file)
    return {"output": str(file), "flags": count}, [f"{file}: {_flagged(count)}."], []


def _import(
    dataset: "Dataset", store: "Store", file: Path, reader: str | None, *, new_classes: bool
) -> _Answer:
    from tfrviewer.review.exchange import import_flags
    from tfrviewer.review.joining import keys_of

    if not file.is_file():
        raise console.usage_error(f"There is no file {file}.")
    taken = import_flags(store, file, reader=reader, keys=keys_of(dataset), new_classes=new_classes)
    told = {
        "flags": taken.count,
        "changed": taken.changed,
        "left_out": taken.left_out,
        "unclear": taken.unclear,
        "findings": [finding.to_json() for finding in taken.findings],
    }
    line = f"{file}: {_flagged(taken.count)}, {taken.changed:,} of them new."
    return told, [line], list(taken.findings)


def _agree(dataset: "Dataset", store: "Store", words: list[str]) -> _Answer:
    from tfrviewer.dataset.words import listed
    from tfrviewer.review.agreement import agreement

    _, flags = _flags(dataset, store, None)
    readers = flags["reader"].unique().sort().to_list()
    chosen = words or readers
    for name in words:
        if name not in readers:
            raise console.usage_error(_nobody(name, readers))
    if len(chosen) != 2:
        raise console.usage_error(
            f"Agreement is of two readers: name two. The readers of these tiles: {listed(readers)}."
        )
    try:
        found = agreement(flags, *chosen)
    except ValueError as error:
        raise console.usage_error(error) from None
    return found.to_json(), list(_agreement_lines(found)), []


def _agreement_lines(found: "Agreement") -> list[str]:
    first, second = found.readers
    none = "none: both gave all of them one flag" if found.both else "none: there is no such tile"
    kappa = none if found.kappa is None else f"{found.kappa:.3f}"
    lines = [
        f"{first} and {second} both flagged {console.counted(found.both, 'tile')}, "
        f"{found.agreed:,} of them alike.",
        f"  Cohen's kappa {kappa}",
        f"  only {first} {found.only_first:,}, only {second} {found.only_second:,}",
    ]
    if found.names:
        wide = max(10, *(len(name) + 2 for name in (*found.names, f"{first} ↓")))
        head = "".join(f"{name:>{wide}}" for name in found.names)
        lines.append(f"  {f'{first} ↓  {second} →':<{2 * wide}}{head}")
        for name, row in zip(found.names, found.counts, strict=True):
            lines.append(f"  {name:<{2 * wide}}{''.join(f'{n:>{wide},}' for n in row)}")
    return lines


def _check(dataset: "Dataset", store: "Store", reader: str | None) -> _Answer:
    from tfrviewer.review.checking import check_images

    if reader is not None:
        _flags(dataset, store, reader)
    with console.progress_bar("Checking", rate="tiles") as progress:
        checked = check_images(dataset, store, reader, progress=progress)
    compared = f"{console.counted(checked.tiles, 'tile')} compared with what was flagged"
    lines = [f"{compared}: {console.counted(len(checked.findings), 'finding')}."]
    if checked.unknown:
        verb = "was" if checked.unknown == 1 else "were"
        lines.append(
            f"{console.counted(checked.unknown, 'tile')} {verb} flagged without being read, and "
            "cannot be compared."
        )
    told = {
        "tiles": checked.tiles,
        "unknown": checked.unknown,
        "findings": [finding.to_json() for finding in checked.findings],
    }
    return told, lines, list(checked.findings)
