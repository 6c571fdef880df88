"""Images that are going to be records: many of them, in little memory.

`PlannedImages` is what a plan and a report hold: a sequence of `PlannedImage` that are made when
they are asked for, from columns that all TFRecords of a build share.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.wanted import Location, Scalar
from tfrviewer.build.scan.packed import Packed

UNKNOWN = -1
"""In the columns of sizes, times and pictures: it was not looked at."""

FeatureColumn: TypeAlias = NDArray[np.int64] | NDArray[np.float64] | Packed
"""A value an image; whole numbers, floats or texts."""


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """An image file that is going to be a record.

    Attributes:
        folder: Where it lies.
        name: Its name there.
        slide: The slide it belongs to.
        location: (x, y) of its centre in level-0 slide pixels; None where it is not known.
        features: Names and values of what its record has besides image, slide and location.
        bytes: Size of the file when it was looked at; None where it was not.
        modified: When it was last changed, in nanoseconds; None where it was not looked at.
        guessed: Whether the location is a guess: two numbers after what is no slide's name.
        picture: What it was when it was looked at; None where it was not.
    """

    folder: str
    name: str
    slide: str
    location: Location | None
    features: tuple[tuple[str, Scalar], ...] = ()
    bytes: int | None = None
    modified: int | None = None
    guessed: bool = False
    picture: Picture | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file)

    @property
    def file(self) -> str:
        """The same as text: a Path takes longer to make than a small file to read."""
        return os.path.join(self.folder, self.name)  # noqa: PTH118


@dataclass(frozen=True, slots=True, eq=False)
class ImageColumns:
    """What was found of image files, a column a fact.

    Attributes:
        folders: The folders they lie in.
        folder: int32 (N,): which of `folders` each lies in.
        names: Their names there.
        bytes: int64 (N,): sizes of the files; `UNKNOWN` where they were not looked at.
        modified: int64 (N,): when they were last changed, in nanoseconds, or `UNKNOWN`.
        picture: int32 (N,): which of `pictures` each is; `UNKNOWN` where it was not looked at
            or is none.
        pictures: What images are: those there are, each once.
    """

    folders: Sequence[str]
    folder: NDArray[np.int32]
    names: Packed
    bytes: NDArray[np.int64]
    modified: NDArray[np.int64]
    picture: NDArray[np.int32]
    pictures: tuple[Picture, ...] = ()

    def __len__(self) -> int:
        return len(self.names)

    def file(self, at: int) -> str:
        """Return the path of an image, as text."""
        return os.path.join(self.folders[self.folder[at]], self.names[at])  # noqa: PTH118


@dataclass(frozen=True, slots=True, eq=False)
class PlannedImages(Sequence[PlannedImage]):
    """Images that are going to be records, in the order of the records.

    Attributes:
        columns: What was found of these images, and of others.
        at: int64 (N,): where in `columns` each is.
        slide_names: The slides they are of.
        slide: int32 (N,): which of `slide_names` each is of; None if there is one.
        locations: int64 (N, 2): x and y of centres in level-0 slide pixels; 0 where not known.
        known: bool (N,): whether the location is.
        guessed: bool (N,): whether it is a guess; None if none is.
        features: Names and columns of what records have besides image, slide and location.
        by_sheet: Whether a sheet tells the locations, and not the names.
    """

    columns: ImageColumns
    at: NDArray[np.int64]
    slide_names: tuple[str, ...]
    slide: NDArray[np.int32] | None
    locations: NDArray[np.int64]
    known: NDArray[np.bool_]
    guessed: NDArray[np.bool_] | None = None
    features: tuple[tuple[str, FeatureColumn], ...] = field(default=())
    by_sheet: bool = False

    @classmethod
    def of(cls, images: Iterable[PlannedImage]) -> Self:
        """Return the columns of some images, as of a short list made by hand."""
        images = list(images)
        folders = {image.folder: None for image in images}
        slides = {image.slide: None for image in images}
        pictures = {image.picture: None for image in images if image.picture is not None}
        folder_at = {folder: at for at, folder in enumerate(folders)}
        slide_at = {slide: at for at, slide in enumerate(slides)}
        picture_at: dict[Picture | None, int] = {p: at for at, p in enumerate(pictures)}
        names = [name for name, _ in images[0].features] if images else []
        return cls(
            columns=ImageColumns(
                folders=tuple(folders),
                folder=np.array([folder_at[i.folder] for i in images], dtype=np.int32),
                names=Packed.of(i.name for i in images),
                bytes=_numbers(i.bytes for i in images),
                modified=_numbers(i.modified for i in images),
                picture=np.array(
                    [picture_at.get(i.picture, UNKNOWN) for i in images], dtype=np.int32
                ),
                pictures=tuple(pictures),
            ),
            at=np.arange(len(images), dtype=np.int64),
            slide_names=tuple(slides),
            slide=np.array([slide_at[i.slide] for i in images], dtype=np.int32),
            locations=np.array([i.location or (0, 0) for i in images], dtype=np.int64).reshape(
                -1, 2
            ),
            known=np.array([i.location is not None for i in images], dtype=bool),
            guessed=np.array([i.guessed for i in images], dtype=bool),
            features=tuple(
                (name, feature_column([dict(i.features)[name] for i in images])) for name in names
            ),
        )

    @property
    def slides(self) -> list[str]:
        """The slides of these images, in order of their first one."""
        if self.slide is None:
            return list(self.slide_names[:1]) if len(self) else []
        found, first = np.unique(self.slide, return_index=True)
        return [self.slide_names[code] for code in found[np.argsort(first)]]

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of what records have besides image, slide and location."""
        return tuple(name for name, _ in self.features)

    @property
    def size_bytes(self) -> int:
        """Bytes of the files; those whose size is not known count nothing."""
        sizes = self.columns.bytes[self.at]
        return int(sizes[sizes > 0].sum())

    def places(self) -> NDArray[np.int64]:
        """Return the locations that are known, int64 (K, 2)."""
        return self.locations if self.known.all() else self.locations[self.known]

    @property
    def located(self) -> int:
        """How many have a location: it is known, and not (0, 0), which readers take for none."""
        return int(np.count_nonzero(self._has_location()))

    @property
    def at_origin(self) -> int:
        """How many are known to lie at (0, 0)."""
        return int(np.count_nonzero(self.known)) - self.located

    def unlocated(self) -> list[str]:
        """Return the paths of the images without a location, where others have one."""
        has = self._has_location()
        return list(self.take(~has).files()) if has.any() and not has.all() else []

    def _has_location(self) -> NDArray[np.bool_]:
        there: NDArray[np.bool_] = self.known & self.locations.any(axis=1)
        return there

    def by_slide(self) -> Iterator[tuple[str, NDArray[np.int64] | slice]]:
        """Yield each slide of these images, and what picks its own of them out of arrays."""
        if self.slide is None:
            yield self.slide_names[0], slice(None)
            return
        order = np.argsort(self.slide, kind="stable")
        bounds = np.searchsorted(self.slide[order], np.arange(len(self.slide_names) + 1))
        for name, start, stop in zip(self.slide_names, bounds[:-1], bounds[1:], strict=True):
            yield name, order[start:stop]

    def files(self) -> Iterator[str]:
        """Yield the paths of the images, as text."""
        columns = self.columns
        for at in self.at:
            yield columns.file(at)

    def slide_of(self, at: int) -> str:
        """Return the slide of one image."""
        return self.slide_names[0 if self.slide is None else self.slide[at]]

    def features_of(self, at: int) -> tuple[tuple[str, Scalar], ...]:
        """Return what the record of one image has besides image, slide and location."""
        return tuple((name, _scalar(column, at)) for name, column in self.features)

    def take(self, at: NDArray[Any] | slice) -> "PlannedImages":
        """Return those at some places (whole numbers), in a slice, or where a mask is true."""
        return replace(
            self,
            at=self.at[at],
            slide=None if self.slide is None else self.slide[at],
            locations=self.locations[at],
            known=self.known[at],
            guessed=None if self.guessed is None else self.guessed[at],
            features=tuple(
                (name, column.picked(at) if isinstance(column, Packed) else column[at])
                for name, column in self.features
            ),
        )

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, at: int) -> PlannedImage: ...

    @overload
    def __getitem__(self, at: slice) -> "PlannedImages": ...

    def __getitem__(self, at: int | slice) -> "PlannedImage | PlannedImages":
        if isinstance(at, slice):
            return self.take(at)  # a view of the columns, no copy
        columns, place = self.columns, int(self.at[at])
        size, modified = int(columns.bytes[place]), int(columns.modified[place])
        picture = int(columns.picture[place])
        x, y = self.locations[at]
        return PlannedImage(
            folder=columns.folders[columns.folder[place]],
            name=columns.names[place],
            slide=self.slide_of(at),
            location=(int(x), int(y)) if self.known[at] else None,
            features=self.features_of(at),
            bytes=None if size == UNKNOWN else size,
            modified=None if modified == UNKNOWN else modified,
            guessed=self.guessed is not None and bool(self.guessed[at]),
            picture=None if picture == UNKNOWN else columns.pictures[picture],
        )

    def __iter__(self) -> Iterator[PlannedImage]:
        return map(self.__getitem__, range(len(self)))

    def __repr__(self) -> str:
        return f"PlannedImages({len(self):,} of {', '.join(self.slides[:3])})"


def feature_column(values: Sequence[Scalar]) -> FeatureColumn:
    """Return values as a column: texts if one is a text, floats if one is a float."""
    if any(isinstance(value, str) for value in values):
        return Packed.of(map(str, values))
    if any(isinstance(value, float) for value in values):
        return np.array(values, dtype=np.float64)
    return np.array(values, dtype=np.int64)


def _scalar(column: FeatureColumn, at: int) -> Scalar:
    if isinstance(column, Packed):
        return column[at]
    value: int | float = column[at].item()
    return value


def _numbers(values: Iterable[int | None]) -> NDArray[np.int64]:
    return np.array([UNKNOWN if value is None else value for value in values], dtype=np.int64)
