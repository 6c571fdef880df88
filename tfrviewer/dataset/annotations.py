"""What is known of each slide: the annotations that Slideflow keeps in a CSV file.

One line a slide: `patient`, `slide` (its file name without extension) and any labels, all of
them text. As Slideflow does, cells such as NA, nan or null are read as blank.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import polars as pl

from tfrviewer.dataset.csv_file import read_csv, short
from tfrviewer.dataset.slide_files import match_patients
from tfrviewer.errors import AnnotationsError, Finding, FindingKind, Severity, TfrError

AnnotationSource: TypeAlias = str | os.PathLike[str] | pl.DataFrame

PATIENT, SLIDE = "patient", "slide"

SUFFIX = "_annotation"
"""Appended to the name of an annotation column where the table of records has one of that name."""

_LISTED = 5


@dataclass(frozen=True, eq=False)
class Annotations:
    """Annotations of slides.

    Attributes:
        frame: A row a line, all columns text: patient, slide, and what else there is, in the
            order of the file. No slide twice; a patient without a slide has "" for it.
        path: The CSV file; None for a frame that was given.
        findings: What is odd about the file, and what was made of it.
    """

    frame: pl.DataFrame
    path: Path | None = None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_slide(self) -> Mapping[str, Mapping[str, str]]:
        """All columns of each slide by its name."""
        slides = self.frame[SLIDE].to_list()
        return {
            slide: line
            for slide, line in zip(slides, self.frame.iter_rows(named=True), strict=True)
            if slide
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the columns but `slide`."""
        return tuple(name for name in self.frame.columns if name != SLIDE)


def annotate(
    records: pl.DataFrame, annotations: Annotations, slides: Mapping[str, str], last: str
) -> pl.DataFrame:
    """Join annotations to the table of records, by the slide that each record names.

    Args:
        records: With the columns `slide` and `tfrecord`.
        annotations: Their columns but `slide` are appended, null where there is nothing. One
            that the table has already gets `_annotation` appended to its name.
        slides: The slide of each TFRecord after its file's name, for records that name none.
        last: A column that stays the last one.
    """
    names = dict[str, str]()
    taken = {*records.columns, *annotations.labels}
    key = SLIDE
    while key in taken:
        key += "_"
    taken.add(key)
    for name in annotations.labels:
        free = name
        while free in records.columns or (free != name and free in taken):
            free += SUFFIX
        names[name] = free
        taken.add(free)
    labels = annotations.frame.filter(pl.col(SLIDE) != "").select(
        pl.col(SLIDE).alias(key),
        *(pl.col(name).replace("", None).alias(free) for name, free in names.items()),
    )
    of_file = pl.col("tfrecord").cast(pl.String).replace(slides)
    joined = records.with_columns(pl.coalesce(pl.col(SLIDE), of_file).alias(key)).join(
        labels, on=key, how="left", maintain_order="left"
    )
    first = [name for name in records.columns if name != last]
    return joined.select(*first, *names.values(), last)


def read_annotations(
    source: AnnotationSource, *, slide_names: Callable[[], Iterable[str]] = tuple
) -> Annotations:
    """Read annotations; nothing is written, whatever they lack.

    Args:
        source: A CSV file, or a polars frame.
        slide_names: Tells the names of all slides; asked if there is no column `slide`. A
            patient then gets the slide of his name.

    Raises:
        AnnotationsError: If there is no such file, it is no CSV file, it lacks `patient` or has
            nothing but it, or a column or a slide occurs twice.
    """
    if isinstance(source, pl.DataFrame):
        return _of_frame(source)
    if not isinstance(source, str | os.PathLike):
        raise TypeError(
            f"Annotations are a CSV file or a polars DataFrame, not a {type(source).__name__}. "
            "polars.from_pandas and polars.DataFrame make one of other tables."
        )
    path = Path(source)
    try:
        table = read_csv(path, FindingKind.ANNOTATIONS, PATIENT)
    except TfrError as error:
        raise AnnotationsError(error.finding) from error
    columns = {name: table.column(name) for name in table.header}
    findings = table.findings
    if PATIENT not in columns:
        raise AnnotationsError(_no_patient(path, table.header))
    if len(columns) == 1:
        raise AnnotationsError(
            _wrong(
                path,
                "It has the column “patient” only, and so tells nothing of any slide.",
                "Add the column “slide” (name of the slide's file without extension) and labels.",
            )
        )
    if SLIDE not in columns:
        matched = match_patients(columns[PATIENT], slide_names())
        columns[SLIDE] = [matched.slides.get(patient, "") for patient in columns[PATIENT]]
        findings.append(_associated(path, columns[SLIDE], matched.ambiguous))
    columns[SLIDE] = [slide if slide.strip() else "" for slide in columns[SLIDE]]
    _refuse_duplicates(path, columns[SLIDE], table.numbers)
    without = columns[SLIDE].count("")
    if without and SLIDE in table.header:
        findings.append(
            _note(
                path,
                f"{without:,} of {len(table.lines):,} lines name no slide.",
                "They count as patients; fill in the column “slide” to have their tiles labelled.",
            )
        )
    schema = dict.fromkeys(columns, pl.String())
    return Annotations(pl.DataFrame(columns, schema=schema), path, tuple(findings))


def _of_frame(frame: pl.DataFrame) -> Annotations:
    """Check annotations given as a frame, and make all of them text."""
    for name in (PATIENT, SLIDE):
        if name not in frame.columns:
            raise ValueError(
                f"The annotations have no column {name!r}, only {frame.columns}. Rename the one "
                f"that holds it: frame.rename({{…: {name!r}}})."
            )
    wrong = [
        name
        for name, dtype in frame.schema.items()
        if dtype.is_nested() or dtype in (pl.Binary, pl.Object)
    ]
    if wrong:
        raise ValueError(f"Annotations are text or numbers; the columns {wrong} are neither.")
    text = frame.select(pl.all().cast(pl.String()).fill_null(""))
    slides = text[SLIDE]
    twice = slides.filter(slides.is_duplicated() & (slides != "")).unique(maintain_order=True)
    if len(twice):
        listed = ", ".join(twice.head(_LISTED).to_list())
        raise ValueError(f"{len(twice)} slides occur more than once in the annotations: {listed}.")
    return Annotations(text)


def _refuse_duplicates(path: Path, slides: list[str], numbers: list[int]) -> None:
    first: dict[str, int] = {}
    for slide, number in zip(slides, numbers, strict=True):
        if slide and first.setdefault(slide, number) != number:
            raise AnnotationsError(
                _wrong(
                    path,
                    f"Lines {first[slide]:,} and {number:,} are both about the slide "
                    f"“{short(slide)}”.",
                    "Each slide has one line: delete one of them, or correct its name.",
                )
            )


def _no_patient(path: Path, header: list[str]) -> Finding:
    names = ", ".join(map(short, header[: _LISTED * 2]))
    near = next((name for name in header if name.strip().casefold() == PATIENT), None)
    remedy = "Name the column that holds the patients “patient”, in small letters."
    if near is not None:
        remedy = f"The column “{short(near)}” should be called “patient”, exactly so."
    return _wrong(path, f"No column is called “patient”; there are: {names}.", remedy)


def _associated(path: Path, slides: list[str], ambiguous: Iterable[str]) -> Finding:
    found = sum(map(bool, slides))
    unclear = list(ambiguous)
    more = ""
    if unclear:
        listed = ", ".join(map(short, unclear[:_LISTED]))
        more = f" {len(unclear):,} patients have several slides and got none: {listed}."
    return _note(
        path,
        f"It has no column “slide”: {found:,} of {len(slides):,} lines were given the slide that "
        f"bears the patient's name.{more}",
        "Nothing was written. Slideflow would write such a column into the file.",
    )


def _wrong(path: Path, message: str, remedy: str) -> Finding:
    return _finding(path, Severity.ERROR, message, remedy)


def _note(path: Path, message: str, remedy: str) -> Finding:
    return _finding(path, Severity.NOTE, message, remedy)


def _finding(path: Path, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.ANNOTATIONS,
        severity=severity,
        file=str(path),
        message=message,
        remedy=remedy,
    )
