"""A plan cut into tasks: a few images each, so that a cancel is heard and workers share them."""

import os
from collections.abc import Iterator

from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.running.making import Task

_PIXELS_A_TASK = 1 << 21
"""A task is to take a tenth of a second at most."""
_BYTES_A_TASK = 1 << 21
"""Of image files; several tasks wait while a TFRecord gets its name."""
_MOST_A_TASK = 32
_UNKNOWN_A_TASK = 8


def tasks_of(plan: BuildPlan, file: PlannedFile, *, keyed: bool) -> Iterator[tuple[int, Task]]:
    """Yield the tasks of a TFRecord, each with the number of its first image there."""
    size = _a_task(file)
    for first in range(0, len(file.images), size):
        yield first, task_of(plan, file, first, first + size, keyed=keyed)


def task_of(
    plan: BuildPlan, file: PlannedFile, first: int, last: int, *, keyed: bool = False
) -> Task:
    """Return some images of a TFRecord, from `first` to before `last`, as a task."""
    images = file.images[first:last]
    pictures = plan.request.pictures
    columns, at = images.columns, images.at
    folders = [columns.folders[code] for code in columns.folder[at].tolist()]
    names = map(columns.names.__getitem__, at.tolist())
    if images.slide is None:
        slides = [images.slide_of(0)] * len(images)
    else:
        slides = [images.slide_names[code] for code in images.slide.tolist()]
    return Task(
        files=[os.path.join(*parts) for parts in zip(folders, names, strict=True)],  # noqa: PTH118
        slides=slides,
        locations=[(x, y) for x, y in images.locations.tolist()],
        features=[images.features_of(n) for n in range(len(images))] if images.features else (),
        wanted=file.wanted,
        quality=pictures.quality,
        validate=pictures.validate,
        keyed=keyed,
    )


def _a_task(file: PlannedFile) -> int:
    size = file.images.size_bytes
    most = _BYTES_A_TASK * len(file.images) // size if size else _UNKNOWN_A_TASK
    most = min(most, _MOST_A_TASK)
    if file.picture is not None:
        most = min(most, _PIXELS_A_TASK // (file.picture.size[0] * file.picture.size[1]))
    return max(1, most)
