"""`Dataset`: a folder of TFRecords as one table."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

import polars as pl

from tfrviewer.dataset.cohort.training_set import TrainingSet
from tfrviewer.dataset.discovery import Paths, as_paths, base_name, survey, unique_names
from tfrviewer.dataset.files import Files
from tfrviewer.dataset.indexing import build_index_of, rebuild_index_of
from tfrviewer.dataset.overview import Overview
from tfrviewer.dataset.project.absence import AbsentSlide, Evidence
from tfrviewer.dataset.project.project import Project
from tfrviewer.dataset.sidecars.annotations import AnnotationSource, annotate, read_annotations
from tfrviewer.dataset.sidecars.provenance import Provenance
from tfrviewer.dataset.summary import DatasetSummary, FileSummary, summarise
from tfrviewer.dataset.table.cache import Cache
from tfrviewer.dataset.table.columns import PROBLEM, FileColumns, index_frame, join_columns
from tfrviewer.dataset.table.reading import ColumnReader
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress, map_units
from tfrviewer.tfrecord.file import TFRecord

if TYPE_CHECKING:
    from tfrviewer.dataset.metrics.reader import MetricReader


class Dataset(TrainingSet):
    """TFRecords in a stable order, as one table of records. Safe for many threads.

    Opening lists files and reads none. Nothing is written but the indices of `build_index` and
    `rebuild_index`, and the file of splits that `split` is told to write. A file that cannot be
    read counts no records and is a finding.

    `filter`, `clip`, `balance` and `split` derive datasets that look at the same opened files.
    What `slideflow.Dataset` has too is called as there, and tells where the answer differs.

    Attributes:
        root: The folder, if the dataset is one folder.
        project: The project of Slideflow that it is a part of, or None.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        cache: Cache | None = None,
        annotations: AnnotationSource | None = None,
        project: Project | None = None,
    ) -> None:
        """List the TFRecords.

        Args:
            paths: A folder, a TFRecord, its index, or several of them; see `discover`.
            cache: Where columns are kept; None is the user's cache folder.
            annotations: A CSV file or polars frame, a line a slide: `patient`, `slide` (name of
                the TFRecord without extension) and any labels. None takes those of the project.
            project: The project whose TFRecords these are; folders in the folders given are
                then not looked into, as Slideflow does not. `from_project` finds the paths.

        Raises:
            PathNotFoundError: If a path is not there.
            TfrError: If a path is an index without a TFRecord, or cannot be looked at.
            AnnotationsError: If the annotations cannot be read; see `read_annotations`.
        """
        given = as_paths(paths)
        self.root = given[0] if len(given) == 1 and given[0].is_dir() else None
        self.project = project
        self._noted: list[Finding] = []
        self._survey = survey(given, deep=project is None)
        paths_found = self._survey.tfrecords
        super().__init__(Files(paths_found, unique_names(paths_found)))
        self._cache = Cache() if cache is None else cache
        if annotations is None and project is not None:
            annotations = project.annotations
        self._annotations = (
            None
            if annotations is None
            else read_annotations(annotations, slide_names=self._slide_names)
        )

    @classmethod
    def from_project(
        cls,
        path: str | os.PathLike[str],
        *,
        tile_px: int,
        tile_um: float | str,
        sources: str | Sequence[str] | None = None,
        annotations: AnnotationSource | None = None,
        cache: Cache | None = None,
    ) -> Self:
        """Return the TFRecords of one size of tiles of a project of Slideflow.

        Its settings.json, datasets.json and annotations are read, and never written to.

        Args:
            path: The folder of the project.
            tile_px: Width of the tiles in pixels.
            tile_um: Their width in micrometres, such as 302, or magnification, such as "10x".
            sources: Names of the sources to take; None takes those that the project uses.
            annotations: To take instead of the project's.
            cache: Where columns are kept; None is the user's cache folder.

        Raises:
            PathNotFoundError: If there is no such folder.
            ProjectError: If it is no project, one of its files is missing or damaged, there is
                no such source, or no tiles of that size; the message names those there are.
            AnnotationsError: If the annotations cannot be read.
            ValueError: If that is no size of a tile.
        """
        project = Project.open(path).choose(tile_px, tile_um, sources)
        return cls(project.folders(), cache=cache, annotations=annotations, project=project)

    def annotation_of(self, slide: str) -> Mapping[str, str] | None:
        """Return all columns of the annotations for a slide, None if it has no line.

        Args:
            slide: Its name, as in the column `slide`.
        """
        return None if self._annotations is None else self._annotations.by_slide.get(slide)

    @property
    def tile_px(self) -> int | None:
        """Width of the tiles in pixels, as the project's folders say; None outside a project."""
        size = None if self.project is None else self.project.size
        return None if size is None else size.tile_px

    @property
    def tile_um(self) -> float | str | None:
        """Width of the tiles in micrometres, or magnification; None outside a project."""
        size = None if self.project is None else self.project.size
        return None if size is None else size.tile_um

    def _derived(self) -> Self:
        derived = super()._derived()
        derived._noted = []  # what its own summary notes
        return derived

    def _slide_names(self) -> list[str]:
        """Names of all slides that there are files of."""
        return [*self._files.slides, *(self.project.slides() if self.project is not None else ())]

    @property
    def names(self) -> list[str]:
        """A short name for each TFRecord, no two alike."""
        return list(self._files.names)

    @property
    def _reader(self) -> ColumnReader:
        return ColumnReader(self._files, self._cache)

    @property
    def metric_reader(self) -> "MetricReader":
        """Measures the tiles of its files, or recalls what is kept; see `metrics_frame`."""
        from tfrviewer.dataset.metrics.reader import MetricReader

        return MetricReader(self._files, self._cache)

    def __len__(self) -> int:
        """Return the number of TFRecords."""
        return len(self._files)

    def in_order(self, numbers: Sequence[int]) -> Self:
        """Return the dataset with its TFRecords in another order.

        A filter set later puts them back in the order they had.

        Args:
            numbers: Of all TFRecords, each once, in the order wanted.

        Raises:
            ValueError: If one is missing, or comes twice.
        """
        if sorted(numbers) != list(range(len(self))):
            raise ValueError(f"An order names each of the {len(self)} TFRecords once.")
        derived = self._derived()
        derived._files = self._files.only(numbers)
        return derived

    # -- what the indices tell

    @property
    def findings(self) -> list[Finding]:
        """What is wrong, as far as known, in the order of files; grows as files are read."""
        return [*self._common_findings, *self._noted, *self._files.findings()]

    @property
    def _common_findings(self) -> list[Finding]:
        """What is wrong with folders, project and annotations, as far as opening tells."""
        about_all = [*self._survey.findings]
        for what in (self.project, self._annotations):
            about_all += () if what is None else what.findings
        return [*about_all, *self._remarks]

    def findings_of(self, i: int) -> list[Finding]:
        """Return what is wrong with one file and its records, as far as known.

        Args:
            i: Number of the file, in the order of `tfrecords()`.

        Raises:
            IndexError: If there is no such file.
        """
        return self._files.findings_of(i)

    def open(self, i: int, *, cancel: CancelToken | None = None) -> TFRecord:
        """Return the i-th TFRecord; the ones used last are kept open.

        Args:
            i: Number of the file.
            cancel: Ends a scan of a file that has no index.

        Raises:
            IndexError: If there is no such file.
            TfrError: If it is no TFRecord.
            OSError: If it cannot be opened.
        """
        return self._files.open(i, cancel=cancel)

    def load(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> Iterator[FileColumns]:
        """Yield what the index of each file tells, in order. Reads no record that is indexed.

        Args:
            progress: Called after each file.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised; looked at before each file.
        """
        for i, name in enumerate(self._files.names):
            if cancel is not None:
                cancel.check()
            tfrecord = self._files.try_open(i, cancel=cancel)
            path, findings = self._files.paths[i], self._files.findings_of(i)
            yield FileColumns.of(i, path, name, tfrecord, findings)
            if progress is not None:
                progress(i + 1, len(self), name)

    # -- what only reading the records tells

    def columns(
        self,
        *,
        executor: Executor | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> pl.DataFrame:
        """Return all records as one frame, a row each.

        The columns are number (of all records, from 0), tfrecord, record (within its TFRecord),
        slide, x, y (the tile's centre in level-0 slide pixels), offset and bytes (where the
        record lies in its file, with its framing), format, width, height (of the image), every
        feature that has one value a record, the columns of the annotations of its slide (patient
        and labels, null where blank; with `_annotation` appended to a name that is taken), and
        problem (what is wrong with the record).

        Args:
            executor: Where to read files that are not in the cache; None reads them here.
            progress: Called after each file.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        files: list[FileColumns] = []

        def loaded() -> Iterator[int]:
            for file in self.load(cancel=cancel):
                files.append(file)
                yield file.file_number

        frames = []
        for i, frame in self._reader.read(loaded(), executor=executor, cancel=cancel):
            frames.append(frame)
            if progress is not None:
                progress(i + 1, len(self), self._files.names[i])
        frame = join_columns(index_frame(files), frames)
        if self._annotations is None:
            return frame
        slides = dict(zip(self._files.names, self._files.slides, strict=True))
        return annotate(frame, self._annotations, slides, PROBLEM)

    def read_columns(self, i: int, *, cancel: CancelToken | None = None) -> pl.DataFrame:
        """Return what reading the records of the i-th file told, a row a record.

        From the cache, or by reading each record once. Columns as `scanned_frame` says.

        Args:
            i: Number of the file, in the order of `tfrecords()`.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        return next(frame for _, frame in self._reader.read([i], cancel=cancel))

    def load_columns(
        self,
        *,
        executor: Executor | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield (file number, `read_columns`) of each file, in order.

        Args:
            executor: Where to read files that are not in the cache; None reads them here.
            progress: Called after each file.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        read = self._reader.read(range(len(self)), executor=executor, cancel=cancel)
        for i, frame in read:
            yield i, frame
            if progress is not None:
                progress(i + 1, len(self), self._files.names[i])

    # -- indices, summary

    def build_index(
        self,
        *,
        executor: Executor | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[Finding]:
        """Write the index of each file that has none beside it.

        Args:
            executor: Where to do it, file by file; None does it here.
            progress: Called after each file.
            cancel: Ends it between files, and here also within one; what is written stays.

        Returns:
            What is wrong: damage, files that are no TFRecords, indices that could not be
            written or that do not fit and were left alone.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        work = build_index_of if executor is not None else partial(build_index_of, cancel=cancel)
        return self._index(work, executor, progress, cancel)

    def rebuild_index(
        self,
        *,
        executor: Executor | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[Finding]:
        """Write the index of every file anew, in place of what lies there.

        Args:
            executor: Where to do it, file by file; None does it here.
            progress: Called after each file.
            cancel: Ends it between files; what is written stays.

        Returns:
            What is wrong, as `build_index`. A damaged or compressed file gets no index.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        return self._index(rebuild_index_of, executor, progress, cancel)

    def _index(
        self,
        work: Callable[[str], list[Finding]],
        executor: Executor | None,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> list[Finding]:
        findings: list[Finding] = []
        paths = map(str, self._files.paths)
        try:
            told = map_units(work, paths, executor=executor, cancel=cancel)
            for i, of_file in enumerate(told):
                findings += of_file
                if progress is not None:
                    progress(i + 1, len(self), self._files.names[i])
        finally:
            self._files.forget()
        return findings

    def summary(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> DatasetSummary:
        """Return what the dataset holds and what is missing; `print` it, or take its JSON.

        Where neither cache nor index tells, the heads and tails of records are read. Also reads
        the manifests and extraction reports beside the TFRecords; where they differ from what
        there is, that becomes a finding.

        Args:
            progress: Called after each file.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised; looked at before each file.
        """
        files = []
        for i, path in enumerate(self._files.paths):
            if cancel is not None:
                cancel.check()
            tfrecord = self._files.try_open(i, cancel=cancel)
            known = None if tfrecord is None else self._reader.known(tfrecord)
            told = FileSummary.of(path, tfrecord, known)
            files.append((told, self._files.findings_of(i)))
            if progress is not None:
                progress(i + 1, len(self), self._files.names[i])
        provenance = Provenance.of(self._survey)
        evidence = self._evidence([file for file, _ in files], provenance)
        self._noted = provenance.compare(evidence.counts)
        overview = Overview.of(evidence)
        return summarise(self.root, files, self._survey, overview, self.findings)

    def absent_slides(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> list[AbsentSlide]:
        """Return the slides without tiles, and why, what needs looking after first.

        Slides are those of the annotations and of the folders of slides of a project. Each is
        (slide, reason, words): the likeliest reason, and what it means for people.

        Args:
            progress: Called after each file.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised; looked at before each file.
        """
        return list(self.summary(progress=progress, cancel=cancel).absent)

    def _evidence(self, files: Sequence[FileSummary], provenance: Provenance) -> Evidence:
        return Evidence(
            counts={file.path: None if file.index == "none" else file.tiles for file in files},
            surveyed=self._survey.tfrecords,
            held={
                slide: file.path
                for file in files
                for slide in file.slides
                if slide != base_name(file.path)
            },
            unfinished=self._survey.unfinished,
            root=self.root,
            annotations=self._annotations,
            project=self.project,
            extractions=provenance.extractions,
            filters=self.filters,
            filter_blank=self.filter_blank,
            min_tiles=self.min_tiles,
        )

    # -- how

    def close(self) -> None:
        """Close all files; reading on opens them again.

        Files that another dataset still uses, of which this one is derived or which is derived
        of it, stay open until that one is closed as well.
        """
        self._files.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        where = str(self.root) if self.root is not None else f"{len(self)} files"
        whole = "" if len(self) == len(self._whole) else f" of {len(self._whole)}"
        return f"Dataset({where!r}, tfrecords={len(self)}{whole})"
