"""Records as a table: CSV, Parquet, or GeoJSON for QuPath."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tfrviewer.atomic import naming, open_atomically
from tfrviewer.build.request.arguments import path as path_of
from tfrviewer.build.request.choices import Existing, choice
from tfrviewer.build.running.targets import refuse_folder
from tfrviewer.build.subset.choices import TableForm
from tfrviewer.build.subset.chosen import SortKeys, sort_keys
from tfrviewer.build.subset.geojson import ClassLook, Sides, Squares, Watch, write_geojson
from tfrviewer.build.subset.names import FileNames
from tfrviewer.dataset.discovery import is_tfrecord_name
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import counted, listed
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_FORMS = {".csv": TableForm.CSV, ".parquet": TableForm.PARQUET, ".geojson": TableForm.GEOJSON}


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was written of a table of records.

    Attributes:
        paths: The files written: one, or of GeoJSON in a folder one a slide.
        records: How many records are in them.
        left_out: How many are in none: of GeoJSON, those without a location.
        findings: What was left out, and why.
    """

    paths: tuple[Path, ...]
    records: int
    left_out: int
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "paths": [str(path) for path in self.paths],
            "num_records": self.records,
            "left_out": self.left_out,
            "findings": [finding.to_json() for finding in self.findings],
        }


def save_table(
    frame: "pl.DataFrame",
    output: str | os.PathLike[str],
    *,
    form: Literal["csv", "parquet", "geojson"] | None = None,
    columns: Sequence[str] | None = None,
    numbers: "NDArray[np.integer] | None" = None,
    where: str | None = None,
    sort: str | SortKeys | None = None,
    extent: float | None = None,
    classes: str | None = None,
    colours: Mapping[str, tuple[int, int, int]] | None = None,
    existing: Literal["refuse", "replace"] = "refuse",
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> TableReport:
    """Write a table of records, as `Dataset.columns` gives it, to a file.

    GeoJSON is for QuPath: each tile a square with its centre at its location, in level-0 slide
    pixels, with slide, TFRecord, record and the other columns as its properties; QuPath shows
    numbers as measurements, texts as metadata. A file is about one slide there, so that several
    slides go to a folder: a file each. Records without a location have no square, nor have
    those at (0, 0).

    Args:
        frame: A row a record.
        output: The file; for GeoJSON also a folder, which gets `<slide>.geojson` of each slide.
        form: None goes by the extension of `output`.
        columns: Those to write, in this order; None writes all. GeoJSON has slide, tfrecord and
            record in any case.
        numbers: int (n,), the records to write as places in the frame, in the order wanted; None
            takes all.
        where: A condition that the records fulfil, as the filter of the window takes it; None
            takes all.
        sort: A column, or pairs of (column, whether it descends); None keeps the order.
        extent: Side of a tile in level-0 slide pixels, of the squares of GeoJSON; None takes the
            pitch of each slide's locations in the whole frame.
        classes: A column whose values are the classes of the squares of GeoJSON in QuPath.
        colours: Red, green and blue, 0 to 255, of classes; QuPath chooses those of others.
        existing: What becomes of a file that is there: "refuse" or "replace".
        progress: Told how many squares of GeoJSON are written.
        cancel: Looked at between squares of GeoJSON.

    Raises:
        Cancelled: When `cancel` was raised; a file under way is not there, those before it are.
        TypeError, ValueError: If an argument is wrong.
        QueryError: If the condition is none, or there is no column to sort by.
        DatasetError: If there is no such column, no record fulfils the condition, the frame lacks
            what GeoJSON needs, or a slide's locations tell no pitch and no extent is given.
        TargetExistsError: If a file is there that is not to be replaced; nothing is written.
        OSError: If a file cannot be written.
    """
    target = path_of("output", output)
    kind = _form(form, target)
    policy = choice(Existing, existing, "existing")
    if policy not in (Existing.REFUSE, Existing.REPLACE):
        raise ValueError(f"existing={existing!r}: a table is refused or replaced.")
    _check_extent(extent, kind)
    look = _look(classes, colours, kind, frame)
    chosen = _chosen(frame, numbers, where, sort)
    if columns is not None:
        _check_columns(columns, frame.columns)
    if kind is TableForm.GEOJSON:
        watch = Watch(progress, cancel)
        return _geojson(chosen, target, columns, Sides(frame, extent), policy, look, watch)
    table = chosen if columns is None else chosen.select(list(columns))
    _refuse([target], policy)
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_atomically(target) as file, naming(target):
        if kind is TableForm.CSV:
            _flat(table).write_csv(file)
        else:
            table.write_parquet(file)
    return TableReport((target,), table.height, 0, ())


def _form(form: str | None, target: Path) -> TableForm:
    if is_tfrecord_name(target.name):  # else one might be replaced
        raise ValueError(f"{target.name} is the name of a TFRecord, and a table is none.")
    if form is not None:
        return choice(TableForm, form, "form")
    kind = _FORMS.get(target.suffix.lower())
    if kind is None:
        raise ValueError(
            f"{target.name} tells no form by its extension; name it .csv, .parquet or .geojson, "
            "or give form."
        )
    return kind


def _check_extent(extent: float | None, kind: TableForm) -> None:
    if extent is None:
        return
    if kind is not TableForm.GEOJSON:
        raise ValueError(f"extent is of squares, and a table as {kind.value} has none.")
    if isinstance(extent, bool) or not isinstance(extent, int | float):
        raise TypeError(f"extent is a number of level-0 pixels, not {extent!r:.80}.")
    if not 0 < extent < 2**53:
        raise ValueError(f"extent is a number of level-0 pixels greater than 0, not {extent}.")


def _look(
    classes: str | None,
    colours: Mapping[str, tuple[int, int, int]] | None,
    kind: TableForm,
    frame: "pl.DataFrame",
) -> ClassLook:
    if classes is None:
        if colours is not None:
            raise ValueError("colours are of classes: name the column that has them (classes=…).")
        return ClassLook()
    if kind is not TableForm.GEOJSON:
        raise ValueError(f"classes are of squares, and a table as {kind.value} has none.")
    if not isinstance(classes, str):
        raise TypeError(f"classes is the name of a column, not {classes!r:.80}.")
    _check_columns([classes], getattr(frame, "columns", [classes]))
    known = {} if colours is None else dict(colours)
    for name, colour in known.items():
        fits = isinstance(colour, tuple) and len(colour) == 3
        if not fits or not all(type(part) is int and 0 <= part <= 255 for part in colour):
            raise ValueError(
                f"The colour of the class “{name!s:.40}” is three whole numbers from 0 to 255, "
                f"not {colour!r:.80}."
            )
    return ClassLook(classes, known)


def _chosen(
    frame: "pl.DataFrame",
    numbers: "NDArray[np.integer] | None",
    where: str | None,
    sort: str | SortKeys | None,
) -> "pl.DataFrame":
    """Return the rows that fulfil a condition, sorted."""
    import numpy as np
    import polars as pl

    from tfrviewer.dataset.table.query import filter_numbers, sort_numbers

    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"frame is a polars DataFrame, not {type(frame).__name__}.")
    given = np.arange(frame.height) if numbers is None else np.asarray(numbers)
    if given.ndim != 1 or (given.size and given.dtype.kind not in "iu"):
        raise TypeError("numbers are whole numbers in one line.")
    if given.size and not 0 <= int(given.min()) <= int(given.max()) < frame.height:
        raise ValueError(f"numbers are places in a table of {frame.height:,} records.")
    places: NDArray[np.uint32] = given.astype(np.uint32)
    if where is not None:
        # By place in the frame: it may be a part of a dataset, with numbers of its own.
        own = pl.Series("number", np.arange(frame.height, dtype=np.uint32))
        fulfil = np.zeros(frame.height, np.bool_)
        fulfil[filter_numbers(frame.with_columns(own), where)] = True
        places = places[fulfil[places]]
    if sort is not None:
        places = sort_numbers(frame, places, sort_keys(sort))
    if not len(places):
        raise refusal("No record is chosen, so that there is nothing to write.")
    return frame[places]


def _check_columns(columns: Sequence[str], there: Sequence[str]) -> None:
    if isinstance(columns, str) or not all(isinstance(name, str) for name in columns):
        raise TypeError(f"columns is a list of names, not {columns!r:.80}.")
    if not columns or len(set(columns)) != len(columns):
        raise ValueError("columns names none, or one of them twice.")
    if unknown := [name for name in columns if name not in there]:
        raise refusal(f"There is no column {listed(unknown)}.", f"There are: {listed(there, 40)}.")


def _flat(table: "pl.DataFrame") -> "pl.DataFrame":
    """Return a table that CSV can hold: bytes as hexadecimal digits, lists as JSON would."""
    import polars as pl

    return table.with_columns(
        [pl.col(pl.Binary).bin.encode("hex")]
        + [
            pl.Series(name, [None if one is None else str(one) for one in table[name].to_list()])
            for name, kind in table.schema.items()
            if kind.is_nested()
        ]
    )


def _geojson(
    chosen: "pl.DataFrame",
    target: Path,
    columns: Sequence[str] | None,
    sides: Sides,
    policy: Existing,
    look: ClassLook,
    watch: Watch,
) -> TableReport:
    for name in ("slide", "tfrecord", "record", "x", "y"):
        if name not in chosen.columns:
            raise refusal(
                f"The table has no column “{name}”, which GeoJSON needs.",
                "Take the table that Dataset.columns() gives.",
            )
    if look.column is not None and columns is not None:
        columns = list(dict.fromkeys((*columns, look.column)))
    squares = Squares.of(chosen, columns, sides)
    watch.total = len(squares)
    in_folder = target.suffix.lower() != ".geojson"
    files, parts = [target], [("", squares)]
    if in_folder:
        names, parts = FileNames(), squares.by_slide()
        files = [names.free(target, slide, ".geojson") for slide, _ in parts]
    _refuse(files, policy)
    findings = []
    if left_out := chosen.height - len(squares):
        findings.append(
            _finding(
                FindingKind.NO_LOCATION,
                target,
                f"{counted(left_out, 'record')} without a location {_is(left_out)} left out.",
                "Write them as CSV or Parquet.",
                Severity.WARNING,
            )
        )
    several = squares.slides()
    if not in_folder and len(several) > 1:
        findings.append(
            _finding(
                FindingKind.DUPLICATE_SLIDE,
                target,
                f"It has squares of {counted(len(several), 'slide')}, which QuPath would show on "
                "one.",
                "Name a folder, which gets a file a slide, or choose one slide.",
                Severity.WARNING,
            )
        )
    for file, (_, part) in zip(files, parts, strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        with open_atomically(file) as opened, naming(file):
            write_geojson(opened, part, look, watch)
    return TableReport(tuple(files), len(squares), left_out, tuple(findings))


def _refuse(targets: Sequence[Path], policy: Existing) -> None:
    for target in targets:
        refuse_folder(target.parent)
    there = [target for target in targets if os.path.lexists(target)]
    folders = [target for target in there if target.is_dir()]
    if folders or (there and policy is Existing.REFUSE):
        raise TargetExistsError(
            _finding(
                FindingKind.TARGET_EXISTS,
                (folders or there)[0],
                "This is a folder."
                if folders
                else f"It is there already: {listed(path.name for path in there)}.",
                "Choose another name, or replace what is there (existing='replace', --replace).",
                Severity.ERROR,
            )
        )


def _finding(
    kind: FindingKind, path: Path, message: str, remedy: str, severity: Severity
) -> Finding:
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
