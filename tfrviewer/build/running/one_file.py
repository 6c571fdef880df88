"""One TFRecord of a build, from its first record until it has its name."""

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.running.append import OldRecords
from tfrviewer.build.running.fingerprint import file_fingerprint
from tfrviewer.build.running.journal import Finished, Journal
from tfrviewer.build.running.making import Made, Task
from tfrviewer.build.running.report import WrittenFile
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.writer import RecordWriter

if TYPE_CHECKING:
    from tfrviewer.errors import Finding


class OneFile:
    """A TFRecord that is being written; not even begun on the disk before its first record.

    Attributes:
        file: What is planned of it.
        left_out: Which of its images are not in it, and why.
        named: Whether Slideflow can name the format of its first image.
    """

    def __init__(
        self,
        plan: BuildPlan,
        file: PlannedFile,
        journal: Journal,
        old: OldRecords | None,
    ) -> None:
        self.file = file
        self.left_out: list[tuple[int, Finding]] = []
        self.named = True
        self._plan = plan
        self._journal = journal
        self._old = old
        self._writer: RecordWriter | None = None
        self._sizes, self._modified = array("q"), array("q")
        self._there, self._there_at = array("q"), array("q")

    def take(self, first: int, task: Task, made: Made) -> None:
        """Write what became of the images from number `first` on."""
        for size, modified in made.stats:
            self._sizes.append(size)
            self._modified.append(modified)
        self.left_out += [(first + at, finding) for at, finding in made.problems]
        new = list(self._new(first, made))
        if not new:
            return
        if self._writer is None:
            self._writer = self._begin()
            self.named = self._old is not None or made.named[new[0]]
        self._writer.write_framed(
            [piece for at in new for piece in made.records[at]],
            [made.sizes[at] for at in new],
            [task.locations[made.taken[at]] for at in new],
        )

    def finish(self, cancel: CancelToken | None = None) -> WrittenFile | None:
        """Give the file its name; return None if it has no record, and is none.

        Args:
            cancel: Looked at while it is read back.

        Raises:
            BuildError: If it is not what was written to it.
            Cancelled: If the work was cancelled.
        """
        if self._writer is None:
            old = self._old
            if old is None or not self._there:
                return None
            return written_file(self.file, self._finished(old.size, 0))
        if self._plan.policies.verify:
            status = self._writer.verify(cancel=cancel)
        else:
            status = self._writer.status()
        finished = self._finished(status.st_size, status.st_mtime_ns)
        self._journal.whole(self.file.path, finished)
        self._writer.close()
        return written_file(self.file, finished)

    def close(self) -> None:
        """Give up what is not finished."""
        if self._writer is not None:
            self._writer.discard()
        if self._old is not None:
            self._old.close()

    def _new(self, first: int, made: Made) -> Iterator[int]:
        """Yield which of some records are not there already."""
        for at in range(len(made.records)):
            number = None if self._old is None else self._old.number_of(made.keys[at])
            if number is None:
                yield at
            else:
                self._there.append(first + made.taken[at])
                self._there_at.append(number)

    def _begin(self) -> RecordWriter:
        path = self.file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._journal.begun(path)
        writer = RecordWriter(path, index=self._plan.policies.index, token=self._journal.token)
        if self._old is not None:
            try:
                self._old.copy_to(writer)
            except BaseException:
                writer.discard()
                raise
        return writer

    def _finished(self, size: int, modified: int) -> Finished:
        sizes = np.frombuffer(self._sizes, np.int64) if self._sizes else np.empty(0, np.int64)
        changed = np.frombuffer(self._modified, np.int64) if self._modified else sizes
        return Finished(
            made_of=file_fingerprint(self._plan, self.file, sizes, changed),
            size=size,
            modified=modified,
            kept=0 if self._old is None else self._old.count,
            there=tuple(zip(self._there, self._there_at, strict=True)),
            left_out=tuple(self.left_out),
            named=self.named,
        )


def written_file(file: PlannedFile, finished: Finished) -> WrittenFile:
    """Return a TFRecord as a report tells it.

    Raises:
        ValueError: If there are no such images; what was finished may come from a file.
    """
    images = file.images
    there = np.array([at for at, _ in finished.there], np.int64)
    gone = np.array([at for at, _ in finished.left_out], np.int64)
    absent = np.concatenate((there, gone))
    if len(absent) and int(absent.max()) >= len(images):
        raise ValueError(f"{file.path} has no image {int(absent.max())}.")
    taken = images
    if len(absent):
        kept = np.ones(len(images), bool)
        kept[absent] = False
        taken = images.take(kept)
    return WrittenFile(
        file.path,
        taken,
        finished.size,
        finished.kept,
        images.take(there) if len(there) else None,
        np.array([record for _, record in finished.there], np.int64),
    )
