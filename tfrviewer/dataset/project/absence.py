"""Why a slide is without tiles: said of each slide, since an empty list says nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tfrviewer.dataset.discovery import base_name, natural_key
from tfrviewer.dataset.project.exclusion import Exclusion, Wanted
from tfrviewer.dataset.project.project import Project
from tfrviewer.dataset.project.slide_matching import NameMatcher
from tfrviewer.dataset.project.whereabouts import Whereabouts
from tfrviewer.dataset.sidecars.annotations import Annotations
from tfrviewer.dataset.sidecars.extraction_report import Extraction


class Absence(StrEnum):
    """Why a slide is without tiles, what needs looking after first."""

    UNREADABLE = "unreadable"
    """Its TFRecord cannot be opened."""
    EMPTY = "empty"
    """Its TFRecord has no records."""
    UNFINISHED = "unfinished"
    """Its extraction was begun and not finished."""
    NAME_DIFFERS = "name-differs"
    """A TFRecord has nearly its name."""
    NO_TFRECORD = "no-tfrecord"
    """There is none, and the slide is there."""
    OTHER_SIZE = "other-size"
    """There are only tiles of another size."""
    OTHER_FOLDER = "other-folder"
    """Its TFRecord lies in a folder below the one looked at."""
    OTHER_SOURCE = "other-source"
    """It belongs to a source that is not looked at."""
    NOTHING_EXTRACTED = "nothing-extracted"
    """Its extraction gave no tile."""
    NO_SLIDE_FILE = "no-slide-file"
    """There is no slide to extract it from."""
    NOT_ANNOTATED = "not-annotated"
    """It has no line in the annotations, and is therefore not extracted."""
    FILTERED = "filtered"
    """It was left out on purpose."""


class AbsentSlide(NamedTuple):
    """A slide without tiles.

    Attributes:
        slide: Its name.
        reason: The likeliest reason.
        words: The reason for people, and what to do.
    """

    slide: str
    reason: Absence
    words: str

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"slide": self.slide, "reason": self.reason.value, "words": self.words}


@dataclass(kw_only=True)
class Evidence:
    """What there is of slides.

    Attributes:
        counts: How many records each TFRecord of the dataset has; None if it cannot be read.
        surveyed: All TFRecords that lie there, before filtering.
        held: Slides that the records of TFRecords name, whose own name is another.
        unfinished: Markers of extractions that were not finished.
        root: The folder of the dataset, if it is one.
        annotations: What is known of slides.
        project: The project of Slideflow.
        extractions: How slides were extracted.
        filters: {column: the value or values wanted}.
        filter_blank: Columns that must not be blank.
        min_tiles: The least number of tiles of a slide.
    """

    counts: Mapping[Path, int | None]
    surveyed: Sequence[Path]
    held: Mapping[str, Path] = field(default_factory=dict)
    unfinished: Sequence[Path] = ()
    root: Path | None = None
    annotations: Annotations | None = None
    project: Project | None = None
    extractions: Sequence[Extraction] = ()
    filters: Mapping[str, Wanted] = field(default_factory=dict)
    filter_blank: Sequence[str] = ()
    min_tiles: int = 0

    def absent(self) -> list[AbsentSlide]:
        """Return slides of annotations, slide folders and markers that are without tiles."""
        found = list[AbsentSlide]()
        for slide in self._slides:
            why = self._why(slide)
            if why is not None:
                found.append(AbsentSlide(slide, *why))
        order = {reason: at for at, reason in enumerate(Absence)}
        return sorted(found, key=lambda one: (order[one.reason], natural_key(Path(one.slide))))

    def unannotated(self) -> list[Path]:
        """Return the TFRecords whose slide has no line in the annotations; none without any."""
        if self.annotations is None:
            return []
        known = self._annotated
        # The records of a file of another name may name slides that are known.
        merged = (
            set()
            if self.project is not None
            else {path for slide, path in self.held.items() if slide in known}
        )
        return [path for path in self.counts if base_name(path) not in known and path not in merged]

    @cached_property
    def exclusion(self) -> Exclusion:
        """How the filters exclude lines of the annotations."""
        return Exclusion(self.filters, self.filter_blank)

    @cached_property
    def _annotated(self) -> Mapping[str, Mapping[str, str]]:
        return {} if self.annotations is None else self.annotations.by_slide

    @cached_property
    def _slides(self) -> list[str]:
        return list(dict.fromkeys([*self._annotated, *self._where.slide_files, *self._marked]))

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        return _by_name(self.counts)

    @cached_property
    def _all_by_name(self) -> dict[str, list[Path]]:
        return _by_name(self.surveyed)

    @cached_property
    def _marked(self) -> dict[str, Path]:
        return {path.name.removesuffix(".unfinished"): path for path in self.unfinished}

    @cached_property
    def _extracted(self) -> dict[str, Extraction]:
        return {one.slide: one for one in reversed(self.extractions)}

    @cached_property
    def _where(self) -> Whereabouts:
        return Whereabouts(self.project, self.root, self.surveyed)

    @cached_property
    def _matcher(self) -> NameMatcher:
        known = set(self._slides)
        left_over = [name for name in self._all_by_name if name not in known]
        wanted = sum(slide not in self._all_by_name for slide in self._slides)
        return NameMatcher(left_over, wanted)

    def _why(self, slide: str) -> tuple[Absence, str] | None:
        """Return why a slide is without tiles, None if it has some."""
        here = self._by_name.get(slide, [])
        if any(self.counts[path] for path in here):
            return None
        if slide in self.held and self.project is None:
            return None
        return (
            self._filtered(slide)
            or self._without_records(slide, here)
            or self._elsewhere(slide)
            or self._never_there(slide)
        )

    def _filtered(self, slide: str) -> tuple[Absence, str] | None:
        line = self._annotated.get(slide)
        words = None if line is None else self.exclusion.of(line)
        if words is not None:
            return Absence.FILTERED, words
        if slide in self._by_name or slide not in self._all_by_name:
            return None
        if self.min_tiles:
            return Absence.FILTERED, f"It has less than {self.min_tiles:,} tiles, the least wanted."
        return Absence.FILTERED, "Its TFRecord was left out of this dataset."

    def _without_records(self, slide: str, here: list[Path]) -> tuple[Absence, str] | None:
        closed = [path for path in here if self.counts[path] is None]
        if closed:
            return Absence.UNREADABLE, (
                f"{closed[0]} cannot be read: its finding says why. Extract the slide again, or "
                "copy the file anew."
            )
        if slide in self._marked:
            return Absence.UNFINISHED, (
                f"Its extraction was not finished: {self._marked[slide].name} says so. "
                "Slideflow extracts it again when tiles are extracted next."
            )
        if here:
            return Absence.EMPTY, (
                f"{here[0]} has no records. Did the extraction keep no tile? Slideflow would "
                "delete the file."
            )
        return None

    def _elsewhere(self, slide: str) -> tuple[Absence, str] | None:
        if slide in self.held:
            return Absence.NAME_DIFFERS, (
                f"Its tiles lie in {self.held[slide].name}; Slideflow looks for them in "
                f"{slide}.tfrecords."
            )
        near = self._matcher.same_letters(slide)
        if near is not None:
            return self._renamed(slide, *near)
        for places, reason, words in (
            (self._where.other_sources, Absence.OTHER_SOURCE, "That source is not looked at."),
            (self._where.other_sizes, Absence.OTHER_SIZE, "There are none of the size looked at."),
            (self._where.deeper, Absence.OTHER_FOLDER, "Slideflow does not look into it."),
        ):
            if slide in places:
                return reason, f"Its tiles lie in {places[slide]}. {words}"
        near = self._matcher.alike(slide)
        return None if near is None else self._renamed(slide, *near)

    def _renamed(self, slide: str, name: str, difference: str) -> tuple[Absence, str]:
        where = "the annotations say" if slide in self._annotated else "the slide's file says"
        return Absence.NAME_DIFFERS, (
            f"There is a TFRecord “{name}”, and {where} “{slide}”: {difference}. If they are one "
            "slide, give them one name."
        )

    def _never_there(self, slide: str) -> tuple[Absence, str]:
        extraction = self._extracted.get(slide)
        if extraction is not None and extraction.num_tiles == 0:
            return Absence.NOTHING_EXTRACTED, (
                f"Its extraction gave no tile ({extraction.file.name}, line {extraction.line:,}). "
                "Its outlines or the filters for white and grey leave nothing over."
            )
        file = self._where.slide_files.get(slide)
        if file is None and self._where.knows_slides:
            return Absence.NO_SLIDE_FILE, (
                "There is no TFRecord of it, and no slide file of that name in "
                f"{', '.join(map(str, self._where.slide_folders))}."
            )
        if self.annotations is not None and slide not in self._annotated:
            return Absence.NOT_ANNOTATED, (
                f"{file} has no line in the annotations; Slideflow leaves such slides out."
            )
        more = ""
        if self._extracted and extraction is None:
            more = " The extraction report does not have it either: it failed or gave no tile."
        elif extraction is not None and extraction.num_tiles:
            more = (
                f" It had {extraction.num_tiles:,} tiles once ({extraction.file.name}, line "
                f"{extraction.line:,}): was the file moved or deleted?"
            )
        return Absence.NO_TFRECORD, f"There is no TFRecord of it.{more or ' Was it extracted?'}"


def _by_name(paths: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        found.setdefault(base_name(path), []).append(path)
    return found
