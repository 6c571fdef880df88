"""What is asked of a build: everything a recipe holds, and nothing that was found.

A `BuildRequest` is frozen and made of plain values, so that it can be written as a recipe, shown
in the pages of a wizard, and compared. Words are taken for the members of enumerations that they
name; what may not be raises a ValueError or a TypeError when it is made. `planning.make_plan`
makes a plan of it and of a scan.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self, TypeAlias

from tfrviewer.build.request.arguments import (
    flag,
    label,
    made_of,
    or_none,
    part,
    path,
    renamings,
    settle,
    text,
    texts,
    whole,
    word,
)
from tfrviewer.build.request.choices import (
    Anchor,
    Encoding,
    Existing,
    Layout,
    OnProblem,
    Order,
    Unlike,
)

NO_PATTERN = "none"
"""As a pattern: names tell no location."""

QUALITY = 95
"""Of JPEG, where an image has to be encoded: no loss that a model would see."""

Choices: TypeAlias = Mapping[str, Any]
"""A part as plain values, by the names of its choices."""

LONGEST = (1 << 31) - 1
"""Of lengths on a slide, in its level-0 pixels."""

LARGEST_SIDE = 4096
"""Of a tile, in pixels: 16 million of them, the most that an image is taken with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How names tell the location of a tile.

    Attributes:
        pattern: None recognises the common ones; "none" takes no location from a name; the word
            of a known pattern, such as "slideflow" or "qupath"; or a template such as
            "{slide}_{x}_{y}", as `tfrviewer.build.naming.template` describes.
        anchor: Which point of a tile the numbers mean; None goes by the pattern.
        extent: Side of a tile in level-0 slide pixels; what turns corners into centres.
        pitch: Distance of tiles in level-0 slide pixels; what turns columns and lines into
            places.
    """

    pattern: str | None = None
    anchor: Anchor | None = None
    extent: int | None = None
    pitch: int | None = None

    def __post_init__(self) -> None:
        settle(
            self,
            pattern=or_none(text),
            anchor=or_none(word(Anchor)),
            extent=or_none(whole(1, LONGEST)),
            pitch=or_none(whole(1, LONGEST)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A CSV or Parquet file that names the images.

    Attributes:
        path: The file.
        image: The column of the images' paths, from the folder of the source.
        slide: The column of slides; None takes the layout's.
        x: The column of x, in level-0 slide pixels; None, with `y`, takes names.
        y: The column of y.
        features: The columns that become features; None takes all others.
    """

    path: Path
    image: str = "image"
    slide: str | None = "slide"
    x: str | None = "loc_x"
    y: str | None = "loc_y"
    features: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        column = or_none(text)
        settle(
            self, path=path, image=text, slide=column, x=column, y=column, features=or_none(texts)
        )
        if (self.x is None) is not (self.y is None):
            given = "x" if self.y is None else "y"
            raise ValueError(f"A location has two columns, and only {given} is given.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What images are stored as.

    Attributes:
        encoding: Kept byte for byte where that may be, or all encoded.
        quality: Of JPEG, 1 to 100, where an image is encoded.
        size: Side of all tiles in pixels; None keeps theirs.
        validate: Whether every image is decoded before it is stored, and compared with the
            others of its TFRecord. Without, only what is to be encoded is decoded.
        odd_size: What becomes of an image of another size than most of its TFRecord.
        mixed_format: What becomes of an image of another format than most of its TFRecord.
    """

    encoding: Encoding = Encoding.KEEP
    quality: int = QUALITY
    size: int | None = None
    validate: bool = True
    odd_size: Unlike = Unlike.LEAVE_OUT
    mixed_format: Unlike = Unlike.LEAVE_OUT

    def __post_init__(self) -> None:
        settle(
            self,
            encoding=word(Encoding),
            quality=whole(1, 100),
            size=or_none(whole(1, LARGEST_SIDE)),
            validate=flag,
            odd_size=word(Unlike),
            mixed_format=word(Unlike),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Further features of the records.

    Attributes:
        folder: Name of a feature that gets the name of the topmost folder an image lies in, as
            in `tumour/slide-1/tile.jpg`; None adds none.
        sheet: A CSV or Parquet file with a column `slide` (or `patient`, as in the annotations
            of Slideflow); its other columns become features of all records of the slide.
        columns: Those of the columns to take; None takes all.
    """

    folder: str | None = None
    sheet: Path | None = None
    columns: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        settle(self, folder=or_none(label), sheet=or_none(path), columns=or_none(texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """Into how many TFRecords a slide goes: one, unless one of these is given.

    Attributes:
        records: The most records of a TFRecord.
        bytes: The most bytes of a TFRecord, by the sizes of the image files.
    """

    records: int | None = None
    bytes: int | None = None

    def __post_init__(self) -> None:
        settle(self, records=or_none(whole(1)), bytes=or_none(whole(1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """How the work is done; `checked` makes it of plain arguments.

    Attributes:
        order: In which order images become records.
        seed: Of the order `SEED`.
        on_problem: What becomes of an image that cannot be taken.
        existing: What becomes of a TFRecord that is there.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written into the output, as Slideflow keeps it.
        verify: Whether each TFRecord is read back, and every checksum compared, before it takes
            its name.
    """

    order: Order = Order.NAME
    seed: int | None = None
    on_problem: OnProblem = OnProblem.SKIP
    existing: Existing = Existing.REFUSE
    index: bool = True
    manifest: bool = False
    verify: bool = True

    def __post_init__(self) -> None:
        settle(
            self,
            order=word(Order),
            seed=or_none(whole()),
            on_problem=word(OnProblem),
            existing=word(Existing),
            index=flag,
            manifest=flag,
            verify=flag,
        )
        if self.order is Order.SEED and self.seed is None:
            raise ValueError("order='seed' shuffles, and needs a seed: any whole number.")
        if self.order is not Order.SEED and self.seed is not None:
            raise ValueError(
                f"A seed shuffles; it contradicts order={self.order.value!r}. Leave one out."
            )

    @classmethod
    def checked(
        cls,
        *,
        order: str | None = None,
        seed: int | None = None,
        on_problem: str = "skip",
        existing: str = "refuse",
        index: bool = True,
        manifest: bool = False,
        verify: bool = True,
    ) -> Self:
        """Return policies of plain arguments; a seed alone asks for the order `seed`.

        Raises:
            ValueError: If a word is none of those known, or order and seed contradict.
            TypeError: If the seed is no whole number.
        """
        values: dict[str, Any] = {
            "order": order or (Order.NAME if seed is None else Order.SEED),
            "on_problem": on_problem,
            "existing": existing,
        }
        return cls(seed=seed, index=index, manifest=manifest, verify=verify, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What is asked of a build.

    Attributes:
        source: The folder of images.
        output: The folder to write to; need not be there yet.
        layout: How images become TFRecords; None recognises it: a sheet is one; images in the
            folder itself make it one slide, or several if all names tell their slides; folders
            with images in it are a slide each.
        filename: Of the one TFRecord of the layouts `SINGLE` and `MERGED`; None names it after
            the slide, or the folder.
        slide: The slide of the layout `SINGLE`; None names it after the folder.
        renamed: Other names for slides, by the name that was found.
        naming: How names tell locations.
        sheet: The file that names the images; None goes by folders.
        pictures: What images are stored as.
        labels: Further features.
        shards: How many TFRecords a slide becomes.
        policies: How the work is done.
    """

    source: Path
    output: Path
    layout: Layout | None = None
    filename: str | None = None
    slide: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    naming: Naming = field(default_factory=Naming)
    sheet: Sheet | None = None
    pictures: Pictures = field(default_factory=Pictures)
    labels: Labels = field(default_factory=Labels)
    shards: Shards = field(default_factory=Shards)
    policies: Policies = field(default_factory=Policies)

    def __post_init__(self) -> None:
        settle(
            self,
            source=path,
            output=path,
            layout=or_none(word(Layout)),
            filename=or_none(text),
            slide=or_none(label),
            renamed=renamings,
            naming=part(Naming),
            sheet=or_none(part(Sheet)),
            pictures=part(Pictures),
            labels=part(Labels),
            shards=part(Shards),
            policies=part(Policies),
        )

    @classmethod
    def of(
        cls,
        source: str | os.PathLike[str],
        output: str | os.PathLike[str],
        policies: "Policies | Choices | None" = None,
        *,
        layout: str | None = None,
        filename: str | None = None,
        slide: str | None = None,
        renamed: Mapping[str, str] | None = None,
        pattern: str | None = None,
        validate: bool = True,
        naming: "Naming | Choices | None" = None,
        sheet: "Sheet | Choices | None" = None,
        pictures: "Pictures | Choices | None" = None,
        labels: "Labels | Choices | None" = None,
        shards: "Shards | Choices | None" = None,
    ) -> Self:
        """Return a request of plain values: parts are mappings as the tables of a recipe.

        Args:
            source: The folder of images.
            output: The folder to write to.
            policies: How the work is done; a seed alone asks for the order `seed`.
            layout: The word of a layout; None recognises it.
            filename: Of the one TFRecord of the layouts "single" and "merged".
            slide: The slide of the layout "single".
            renamed: Other names for slides.
            pattern: The same as `naming={"pattern": …}`.
            validate: The same as `pictures={"validate": …}`.
            naming: How names tell locations.
            sheet: The file that names the images.
            pictures: What images are stored as.
            labels: Further features.
            shards: How many TFRecords a slide becomes.

        Raises:
            TypeError: If a value is of the wrong kind, or a part has no such choice.
            ValueError: If a value may not be.
        """
        values: dict[str, Any] = {
            "layout": layout,
            "filename": filename,
            "slide": slide,
            "renamed": {} if renamed is None else renamed,
            "naming": made_of(Naming, naming, "naming"),
            "sheet": None if sheet is None else made_of(Sheet, sheet, "sheet"),
            "pictures": made_of(Pictures, pictures, "pictures"),
            "labels": made_of(Labels, labels, "labels"),
            "shards": made_of(Shards, shards, "shards"),
            "policies": made_of(Policies, policies, "policies", Policies.checked),
        }
        if pattern is not None:
            values["naming"] = replace(values["naming"], pattern=pattern)
        if not validate:
            values["pictures"] = replace(values["pictures"], validate=False)
        # As they are: an empty one is told from "." only before it is a Path.
        return cls(source=path("source", source), output=path("output", output), **values)
