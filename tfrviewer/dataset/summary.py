"""What a dataset holds and what is missing, for people and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from tfrviewer.dataset.discovery import Survey, base_name, natural_key
from tfrviewer.dataset.overview import Overview
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.dataset.table.cache import Cached
from tfrviewer.dataset.words import counted, listed
from tfrviewer.errors import Finding, Severity, shown
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.opening import IndexState

_LISTED = 5


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One TFRecord of a dataset.

    Attributes:
        path: Where it lies.
        tiles: How many records it has.
        bytes: Its size on disk.
        slides: Slide names in it, that of the file itself for records that name none, as in
            copies; of a file that was not read yet, the first one.
        is_nameless: Whether records in it name no slide.
        knows_slides: Whether every record was asked for its slide, not the first alone.
        fields: Names of all features.
        located: How many records have a location.
        index: Where its index came from, "none" if it cannot be opened.
        compression: GZIP, ZLIB or None.
    """

    path: Path
    tiles: int = 0
    bytes: int = 0
    slides: tuple[str, ...] = ()
    is_nameless: bool = False
    knows_slides: bool = True
    fields: tuple[str, ...] = ()
    located: int = 0
    index: str = "none"
    compression: str | None = None

    @classmethod
    def of(cls, path: Path, tfrecord: TFRecord | None, known: Cached | None) -> Self:
        """Look at a file.

        Args:
            path: Where it lies.
            tfrecord: The file; None if it cannot be opened.
            known: What reading its records told, if that is in the cache.
        """
        if tfrecord is None:
            return cls(path)
        if known is not None:
            names = known.frame["slide"].unique()
            is_nameless = bool(names.null_count())
            slides = tuple(sorted(names.drop_nulls().to_list()))
            fields = tuple(known.told.get("fields", ()))
            located = len(known.frame) - known.frame["x"].null_count()
        else:
            slide = tfrecord.slide
            slides = () if slide is None else (slide,)
            is_nameless = bool(len(tfrecord)) and slide is None
            fields = tuple(tfrecord.fields)
            located = int(tfrecord.has_location.sum())
        return cls(
            path,
            tiles=len(tfrecord),
            bytes=tfrecord.size,
            slides=(*slides, base_name(path)) if is_nameless else slides,
            is_nameless=is_nameless,
            knows_slides=known is not None or len(tfrecord) < 2,
            fields=fields,
            located=located,
            index=str(tfrecord.index_state),
            compression=tfrecord.compression,
        )


@dataclass(frozen=True, slots=True)
class FolderSummary:
    """One folder of a dataset.

    Attributes:
        path: Where it lies.
        tfrecords: How many TFRecords lie in it.
        tiles: How many records they have.
        bytes: Their size on disk.
    """

    path: Path
    tfrecords: int
    tiles: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSummary(Overview):
    """What a dataset holds and what is missing; `str` for people, `to_json` for programs.

    Attributes (and those of `Overview`: project, sources, annotations, filters, absent slides):
        root: The folder, if it is one.
        tfrecords: How many TFRecords there are.
        slides: How many different slides; records that name none count to one that is called as
            their TFRecord.
        by_first_slide: How many TFRecords were not read yet, and count with their first slide.
        tiles: How many records.
        bytes: Size of the TFRecords on disk.
        tile_sizes: The sizes that label folders name.
        folders: Where the TFRecords lie.
        fields: Names of the features that occur anywhere.
        without_index: TFRecords without an index beside them.
        stale_index: TFRecords whose index beside them does not fit.
        without_locations: TFRecords with records, none of which has a location.
        without_slides: TFRecords with records that name no slide.
        partly_located: TFRecords some of whose records have no location.
        damaged: TFRecords with damage.
        empty: TFRecords without records.
        unreadable: Files that cannot be opened as TFRecords.
        unfinished: Markers of slides whose extraction was not finished.
        folders_seen: How many folders were looked into.
        other_files: How many other files lie there.
        findings: What is wrong, as far as known.
    """

    root: Path | None
    tfrecords: int
    slides: int
    by_first_slide: int
    tiles: int
    bytes: int
    tile_sizes: tuple[TileSize, ...]
    folders: tuple[FolderSummary, ...]
    fields: tuple[str, ...]
    without_index: tuple[Path, ...]
    stale_index: tuple[Path, ...]
    without_locations: tuple[Path, ...]
    without_slides: tuple[Path, ...]
    partly_located: tuple[Path, ...]
    damaged: tuple[Path, ...]
    empty: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    unfinished: tuple[Path, ...]
    folders_seen: int
    other_files: int
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        value = {field.name: getattr(self, field.name) for field in fields(self)}
        value["tile_sizes"] = [asdict(size) for size in self.tile_sizes]
        value["folders"] = [asdict(folder) for folder in self.folders]
        value["findings"] = [finding.to_json() for finding in self.findings]
        value |= Overview.to_json(self)
        return {key: _plain(one) for key, one in value.items()}

    def __str__(self) -> str:
        where = "" if self.root is None else f" in {self.root}"
        if not self.tfrecords:
            lines = [
                f"No TFRecords{where}: {counted(self.other_files, 'other file')} in "
                f"{counted(self.folders_seen, 'folder')}.",
                "TFRecords end in .tfrecords, .tfrecord or .tfrec; a file of another name can be "
                "opened by itself.",
                *(f"  {line}" for line in self.lines()),
            ]
            return "\n".join(map(shown, lines))
        lines = [
            f"{counted(self.tfrecords, 'TFRecord')}{where}: {counted(self.slides, 'slide')}, "
            f"{counted(self.tiles, 'tile')}, {_size(self.bytes)}"
        ]
        for size in self.tile_sizes:
            lines.append(f"  tiles of {size} ({size.label})")
        lines += [
            f"  {folder.path}: {counted(folder.tfrecords, 'TFRecord')}, "
            f"{counted(folder.tiles, 'tile')}, {_size(folder.bytes)}"
            for folder in self.folders
            if len(self.folders) > 1
        ]
        lines.append(f"  fields: {', '.join(self.fields) or 'none'}")
        for title, paths in (
            ("cannot be opened as TFRecords", self.unreadable),
            ("damaged", self.damaged),
            ("empty", self.empty),
            ("with an index that does not fit", self.stale_index),
            ("without an index beside them", self.without_index),
            ("without locations", self.without_locations),
            ("with locations for some records only", self.partly_located),
            (
                "with records that name no slide, counted to one of the file's name",
                self.without_slides,
            ),
            ("extractions not finished", self.unfinished),
        ):
            if paths:
                names = listed((path.name for path in paths), _LISTED)
                lines.append(f"  {len(paths):,} {title}: {names}")
        lines += [f"  {line}" for line in self.lines()]
        return "\n".join(map(shown, lines))


def summarise(
    root: Path | None,
    files: Sequence[tuple[FileSummary, Sequence[Finding]]],
    seen: Survey,
    overview: Overview,
    findings: Sequence[Finding],
) -> DatasetSummary:
    """Put together what the files of a dataset told.

    Args:
        root: The folder, if it is one.
        files: Each file, and what is wrong with it.
        seen: What else lies there.
        overview: What project, annotations and extraction tell.
        findings: What is wrong with all of it.
    """
    told = [file for file, _ in files]
    sizes = {size.label: size for file in told if (size := TileSize.of(file.path)) is not None}
    unreadable = [file.path for file in told if file.index == "none"]
    damaged = [
        file.path
        for file, findings in files
        if file.index != "none" and any(f.severity is Severity.ERROR for f in findings)
    ]
    return DatasetSummary(
        **overview.attributes(),
        root=root,
        tfrecords=len(told),
        slides=len({slide for file in told for slide in file.slides}),
        by_first_slide=sum(not file.knows_slides for file in told),
        tiles=sum(file.tiles for file in told),
        bytes=sum(file.bytes for file in told),
        tile_sizes=tuple(sizes.values()),
        folders=_folders(told),
        fields=tuple(sorted({name for file in told for name in file.fields})),
        without_index=tuple(
            file.path
            for file in told
            if file.index == IndexState.CACHED and file.tiles and file.compression is None
        ),
        stale_index=tuple(file.path for file in told if file.index == IndexState.STALE),
        without_locations=tuple(file.path for file in told if file.tiles and not file.located),
        without_slides=tuple(file.path for file in told if file.is_nameless),
        partly_located=tuple(file.path for file in told if 0 < file.located < file.tiles),
        damaged=tuple(damaged),
        empty=tuple(
            file.path for file, findings in files if file.index != "none" and not file.tiles
        ),
        unreadable=tuple(unreadable),
        unfinished=tuple(seen.unfinished),
        folders_seen=seen.folders,
        other_files=seen.other_files,
        findings=tuple(findings),
    )


def _folders(files: Sequence[FileSummary]) -> tuple[FolderSummary, ...]:
    inside: dict[Path, list[FileSummary]] = {}
    for file in files:
        inside.setdefault(file.path.parent, []).append(file)
    return tuple(
        FolderSummary(
            folder,
            len(inside[folder]),
            sum(file.tiles for file in inside[folder]),
            sum(file.bytes for file in inside[folder]),
        )
        for folder in sorted(inside, key=natural_key)
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value as JSON holds it."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _size(count: int) -> str:
    size, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{count} bytes" if unit == "bytes" else f"{size:.1f} {unit}"
