"""The slides, patients and labels of a dataset, and filters by them."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import polars as pl

from tfrviewer.dataset.cohort.filters import Filters, Value
from tfrviewer.dataset.cohort.labels import Assigned, Label, labels_of
from tfrviewer.dataset.cohort.slide_table import slide_table
from tfrviewer.dataset.files import Files
from tfrviewer.dataset.refusals import as_list, refusal, unknown_column, unknown_slide
from tfrviewer.dataset.sidecars.annotations import PATIENT, SLIDE, Annotations
from tfrviewer.dataset.words import listed

if TYPE_CHECKING:
    from tfrviewer.errors import Finding

_LONGEST_PATH = 1000


class Cohort:
    """The slides, patients and labels of a dataset, and the datasets derived from it by filters.

    A derived dataset is a copy that looks at the same opened files: deriving one opens none again,
    and closing one leaves open what the others still use.

    Attributes:
        clips: {TFRecord: how many of its first tiles are used}; empty if all are.
        prob_weights: {TFRecord: how often it is drawn from, summing to 1}; None if all are alike.
    """

    def __init__(self, files: Files) -> None:
        self.clips: dict[str, int] = {}
        self.prob_weights: dict[str, float] | None = None
        self._whole = self._files = files
        self._filters = Filters()
        self._annotations: Annotations | None = None
        self._table: pl.DataFrame | None = None
        self._remarks: list[Finding] = []

    # -- what there is

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters set: {column of the annotations: values wanted}."""
        return {header: list(values) for header, values in self._filters.values.items()}

    @property
    def filter_blank(self) -> list[str]:
        """The columns of the annotations that must not be blank."""
        return list(self._filters.filled)

    @property
    def min_tiles(self) -> int:
        """The least number of records that a TFRecord must have."""
        return self._filters.min_tiles

    @property
    def annotations(self) -> pl.DataFrame | None:
        """The annotations, a row a slide, all columns text; None if there are none.

        There are the columns `patient` and `slide`; no slide occurs twice. A patient without a
        slide has "" for it. Filters change nothing here.
        """
        return None if self._annotations is None else self._annotations.frame

    @property
    def filtered_annotations(self) -> pl.DataFrame | None:
        """The annotations of the slides that pass the filters; None if there are none."""
        frame = self.annotations
        return frame if frame is None else frame.filter(pl.col(SLIDE).is_in(self.slides()))

    def tfrecords(self) -> list[Path]:
        """Return the TFRecords in order."""
        return list(self._files.paths)

    @property
    def num_tiles(self) -> int:
        """The number of records of all files; of a clipped dataset, of those that are used."""
        return sum(self._used())

    def manifest(self, key: str = "path", *, filter: bool = True) -> dict[str, dict[str, int]]:
        """Return how many tiles each TFRecord has, and how many of them are used.

        What `slideflow.Dataset.manifest` tells, but counted in the files and not read from a
        manifest.json, which nobody keeps up to date.

        Args:
            key: "path", or "name" for the file name without extension. Where two TFRecords have
                one name, each has as many of its folders before it as tell them apart (`names`).
            filter: Leave out what does not pass the filters.

        Returns:
            {TFRecord: {"total": n, "clipped": k}}, where k <= n; n if it is not clipped.

        Raises:
            ValueError: If there is no such key.
        """
        if key not in ("path", "name"):
            raise ValueError(f"key is 'path' or 'name', not {key!r}.")
        files = self._files if filter else self._whole
        keys = map(str, files.paths) if key == "path" else files.names
        return {
            name: {"total": total, "clipped": min(total, self.clips.get(str(path), total))}
            for name, path, total in zip(keys, files.paths, files.counts(), strict=True)
        }

    def slides(self) -> list[str]:
        """Return the names of the slides that pass the filters, those of the annotations first.

        A slide may have no TFRecord; the slide of a TFRecord is its file name without extension.
        """
        return self._passing()[SLIDE].to_list()

    def patients(self) -> dict[str, str]:
        """Return {slide: patient} of the slides that are annotated and pass the filters.

        Raises:
            DatasetError: If there are no annotations.
        """
        frame = self.filtered_annotations
        if frame is None:
            raise unknown_column(PATIENT, [SLIDE])
        return dict(zip(frame[SLIDE], frame[PATIENT], strict=True))

    def labels(
        self,
        headers: str | Sequence[str],
        *,
        use_float: bool | str | Mapping[str, bool] = False,
        assign: Assigned | None = None,
        format: str = "index",
    ) -> tuple[dict[str, Label], list[str] | dict[str, list[str]]]:
        """Return the labels of the slides that pass the filters, as `slideflow.Dataset` does.

        Unlike there, a slide without a value is an error, not one more category.

        Args:
            headers: A column of the annotations, or several.
            use_float: Whether to take the values as numbers; "auto" does if all of them are. A
                dict tells it of each column.
            assign: {column: {value: number}} instead of the numbers told below.
            format: "index" gives a category's number in the sorted list of different values,
                "name" the value itself.

        Returns:
            {slide: label}, and the different values. One column of categories gives one number
            or name a slide, and the list; one column of numbers a list of one float, and an empty
            list; several columns a list a slide, and {column: list}.

        Raises:
            DatasetError: If there is no such column, a slide has nothing in it, two values look
                alike (“A” and “A ”), or a value that is to be a number is none.
            ValueError: If another argument is wrong.
        """
        names = as_list(headers, "headers")
        return labels_of(self._passing(), names, use_float=use_float, assign=assign, format=format)

    def find_tfrecord(self, *, slide: str | None = None, patient: str | None = None) -> Path | None:
        """Return the TFRecord of a slide, or the first one of a patient; None if there is none.

        Only what passes the filters is looked at. Slideflow takes the name of a patient for that
        of a slide, and without annotations returns any file.

        Args:
            slide: Name of the slide: the file's name without extension.
            patient: The patient, as the annotations tell; one of the two is given.

        Raises:
            DatasetError: If several TFRecords are called like the slide, or there are no
                annotations that tell patients.
            ValueError: If not just one of the two is given.
        """
        if (slide is None) == (patient is None):
            raise ValueError("Give either slide or patient.")
        if slide is not None:
            i = self._number_of(slide)
            return None if i is None else self._files.paths[i]
        wanted = {name for name, whose in self.patients().items() if whose == patient}
        pairs = zip(self._files.paths, self._files.slides, strict=True)
        return next((path for path, name in pairs if name in wanted), None)

    def get_tfrecord_locations(self, slide: str) -> list[tuple[int, int] | None]:
        """Return the location of each tile of a slide, in the order of its TFRecord.

        Args:
            slide: Its name.

        Returns:
            Each tile's centre (x, y) in level-0 slide pixels; None for one without a location.
            Nothing is written, whatever the index beside the TFRecord is like.

        Raises:
            DatasetError: If the slide has no TFRecord that passes the filters, or several.
            TfrError: If it is no TFRecord.
            OSError: If it cannot be opened.
        """
        i = self._number_of(slide)
        if i is None:
            raise unknown_slide(slide, self._files.slides)
        tfrecord = self._files.open(i)
        locations = tfrecord.locations
        return [None] * len(tfrecord) if locations is None else locations

    # -- which files

    def filter(
        self,
        filters: Mapping[str, Value | Iterable[Value]] | None = None,
        *,
        filter_blank: str | Sequence[str] | None = None,
        min_tiles: int | None = None,
    ) -> Self:
        """Return the dataset of those TFRecords that pass some filters as well.

        A TFRecord is of the slide that it is called after. Unlike with Slideflow, a filter never
        lets more through than before: two of one column let through what both do, so that a
        training set cannot take in what validates it.

        Args:
            filters: {column of the annotations: the value or values wanted}. A number stands for
                all that is written for it: 1.0 for “1”, too. `slide` can be asked for without
                annotations.
            filter_blank: Columns that must not be blank; a slide that is not annotated is.
            min_tiles: The least number of records of a TFRecord. All are counted for that.

        Raises:
            DatasetError: If there is no such column, or no slide has such a value; the message
                names those there are. That no slide has all that is asked for is no error, but an
                empty dataset.
            TypeError: If it is not what a filter is made of.
            ValueError: If `min_tiles` is less than 0.
        """
        narrowed = self._filters.narrowed(
            self._slides(),
            {} if filters is None else filters,
            () if filter_blank is None else filter_blank,
            0 if min_tiles is None else min_tiles,
        )
        return self._filtered(narrowed)

    def remove_filter(
        self,
        *,
        filters: str | Sequence[str] = (),
        filter_blank: str | Sequence[str] = (),
        min_tiles: bool = False,
    ) -> Self:
        """Return the dataset without some filters.

        Args:
            filters: Columns whose filter is removed.
            filter_blank: Columns that may be blank again.
            min_tiles: Whether TFRecords may have as few tiles as they like.

        Raises:
            DatasetError: If one of them is not set, or files would come back to a dataset that
                is clipped or balanced.
            ValueError: If nothing is to be removed.
        """
        if not filters and not filter_blank and not min_tiles:
            raise ValueError("Say which filters to remove: filters, filter_blank or min_tiles.")
        return self._filtered(self._filters.widened(filters, filter_blank, min_tiles=min_tiles))

    def clear_filters(self) -> Self:
        """Return the dataset without any filter.

        Raises:
            DatasetError: If files would come back to a dataset that is clipped or balanced.
        """
        return self._filtered(Filters())

    def _derived(self) -> Self:
        """Return a copy that can be changed without changing this one."""
        self._slides()  # which the copy then has as well
        derived = copy.copy(self)
        derived.clips = dict(self.clips)
        derived.prob_weights = None if self.prob_weights is None else dict(self.prob_weights)
        # Of its own even if the same: what one closes the other may still use.
        derived._files = self._files.only(range(len(self._files)))
        return derived

    def _filtered(self, filters: Filters) -> Self:
        """Return the dataset with these filters in place of its own."""
        slides = set(filters.passing(self._slides())[SLIDE])
        numbers = [i for i, slide in enumerate(self._whole.slides) if slide in slides]
        if filters.min_tiles:
            numbers = [i for i in numbers if self._whole.count(i) >= filters.min_tiles]
        derived = self._derived()
        derived._filters = filters
        derived._files = self._whole.only(numbers)
        paths = [str(path) for path in derived._files.paths]
        back = set(paths).difference(map(str, self._files.paths))
        if back and (self.clips or self.prob_weights is not None):
            raise refusal(
                f"{len(back):,} TFRecords would come back that have no clip and no weight.",
                "Filters come first: undo what was made after them with unclip() and "
                "balance(strategy=None).",
            )
        if self.clips:
            derived.clips = {path: self.clips[path] for path in paths if path in self.clips}
        if self.prob_weights is not None:
            weights = {path: self.prob_weights.get(path, 0.0) for path in paths}
            total = sum(weights.values()) or 1.0
            derived.prob_weights = {path: weight / total for path, weight in weights.items()}
        return derived

    def _slides(self) -> pl.DataFrame:
        """Return all slides, as `slide_table` makes them; once for all derived datasets."""
        if self._table is None:
            self._table = slide_table(self._whole.slides, self.annotations)
        return self._table

    def _passing(self) -> pl.DataFrame:
        """Return the slides that pass the filters, like `_slides`."""
        passing = self._filters.passing(self._slides())
        if not self._filters.min_tiles:
            return passing
        return passing.filter(pl.col(SLIDE).is_in(self._files.slides))

    def _number_of(self, slide: str) -> int | None:
        """Return the number of the TFRecord of a slide, None if it has none."""
        numbers = self._files.by_slide.get(slide, [])
        if len(numbers) > 1:
            paths = listed((str(self._files.paths[i]) for i in numbers), longest=_LONGEST_PATH)
            raise refusal(
                f"{len(numbers)} TFRecords are called “{slide}”: {paths}.",
                "Open one of their folders by itself.",
            )
        return numbers[0] if numbers else None

    def _used(self) -> list[int]:
        """Return how many tiles of each TFRecord are used."""
        return [
            min(count, self.clips.get(str(path), count))
            for path, count in zip(self._files.paths, self._files.counts(), strict=True)
        ]
