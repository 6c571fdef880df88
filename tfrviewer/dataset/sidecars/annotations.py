"""What is known of each slide: the annotations that Slideflow keeps in a CSV file.

One line a slide: `patient`, `slide` (its file name without extension) and any labels, all of
them text. As Slideflow does, cells such as NA, nan or null are read as blank.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import polars as pl

from tfrviewer.dataset.project.slide_files import match_patients
from tfrviewer.dataset.sidecars.csv_file import read_csv
from tfrviewer.dataset.words import counted, listed, short
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
    """Join annotations to the table of records.

    A record is of the slide that it names, if that one is annotated; else of the one that its
    TFRecord is called after, by which filters, weights and splits go.

    Args:
        records: With the columns `slide` and `tfrecord`.
        annotations: Their columns but `slide` are appended, null where there is nothing. One
            that the table has already gets `_annotation` appended to its name.
        slides: The slide of each TFRecord after its file's name.
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
    # By Series of one name: an expression takes a name such as “*” or “^x$” for a pattern, and
    # so does what a Series does by one.
    frame = annotations.frame.filter(pl.col(SLIDE) != "")
    labels = pl.DataFrame(
        {
            key: frame.get_column(SLIDE),
            **{
                free: frame.get_column(name).alias(SLIDE).replace("", None)
                for name, free in names.items()
            },
        }
    )
    annotated = frame.get_column(SLIDE)
    named = pl.when(pl.col(SLIDE).is_in(annotated.implode())).then(pl.col(SLIDE))
    of_file = pl.col("tfrecord").cast(pl.String).replace(slides)
    joined = records.with_columns(pl.coalesce(named, of_file).alias(key)).join(
        labels, on=key, how="left", maintain_order="left"
    )
    first = [name for name in records.columns if name != last]
    return pl.DataFrame({name: joined.get_column(name) for name in (*first, *names.values(), last)})


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
            nothing but it, it has a column that is nearly called `slide`, or a column or a slide
            occurs twice.
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
        names = listed(table.header, 2 * _LISTED)
        message = f"No column is called “patient”; there are: {names}."
        remedy = "Name the column that holds the patients “patient”, in small letters."
        raise AnnotationsError(_wrong(path, message, _nearly(PATIENT, table.header) or remedy))
    if len(columns) == 1:
        raise AnnotationsError(
            _wrong(
                path,
                "It has the column “patient” only, and so tells nothing of any slide.",
                "Add the column “slide” (name of the slide's file without extension) and labels.",
            )
        )
    if SLIDE not in columns:
        nearly = _nearly(SLIDE, table.header)
        if nearly is not None:  # to match patients by name would pass over what it tells
            raise AnnotationsError(_wrong(path, "No column is called “slide”.", nearly))
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
        raise ValueError(
            f"{counted(len(twice), 'slide')} {'occurs' if len(twice) == 1 else 'occur'} more than "
            f"once in the annotations: {listed(twice.to_list(), _LISTED)}."
        )
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


def _nearly(name: str, header: list[str]) -> str | None:
    """Return that a column should be called so, if there is one that nearly is."""
    near = next((one for one in header if one.strip().casefold() == name), None)
    return near and f"The column “{short(near)}” should be called “{name}”, exactly so."


def _associated(path: Path, slides: list[str], ambiguous: Iterable[str]) -> Finding:
    found = sum(map(bool, slides))
    unclear = list(ambiguous)
    more = ""
    if unclear:
        more = (
            f" {counted(len(unclear), 'patient')} {'has' if len(unclear) == 1 else 'have'} several "
            f"slides and got none: {listed(unclear, _LISTED)}."
        )
    return _note(
        path,
        f"It has no column “slide”: {found:,} of {len(slides):,} lines were given the slide that "
        f"bears the patient's name.{more}",
        "Nothing was written. Slideflow would write such a column into the file.",
    )


def _wrong(path: Path, message: str, remedy: str) -> Finding:
    return replace(_note(path, message, remedy), severity=Severity.ERROR)


def _note(path: Path, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.ANNOTATIONS,
        severity=Severity.NOTE,
        file=str(path),
        message=message,
        remedy=remedy,
    )
