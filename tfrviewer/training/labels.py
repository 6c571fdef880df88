"""The label of a tile, by its slide."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from tfrviewer.dataset.discovery import base_name
from tfrviewer.training.files import Source, TileFiles, as_dataset

Labels: TypeAlias = Mapping[str, Any] | str


class SlideLabels:
    """Labels by slide. Every TFRecord was found to have one."""

    def __init__(self, labels: Labels, source: Source, files: TileFiles) -> None:
        """Check that no TFRecord is without a label.

        Args:
            labels: By slide, or the name of an annotation column, if the source is a `Dataset`.
                A slide's name is what its records say, else the file's name.
            source: Where the tiles are from.
            files: The files of it.

        Raises:
            TypeError: If a column is named and the source has no annotations.
            ValueError: If a TFRecord has no label.
        """
        self._labels = _by_slide(labels, source)
        self._names = [base_name(path) for path in files.paths]
        without = [
            name
            for i, name in enumerate(self._names)
            if files.counts[i]
            and name not in self._labels
            and files.reader(i).tfrecord.slide not in self._labels
        ]
        if without:
            named = ", ".join(without[:3]) + (", …" if len(without) > 3 else "")
            raise ValueError(
                f"{len(without)} of {len(files)} TFRecords have no label: {named}. Give each "
                "slide one, or leave those slides out."
            )

    def of(self, slide: str, file: int) -> Any:  # noqa: ANN401 - whatever the labels are
        """Return the label of a record.

        Args:
            slide: As the record says it.
            file: Number of its file.

        Raises:
            ValueError: If the file holds several slides, and this one has no label.
        """
        for name in (slide, self._names[file]):
            if name in self._labels:
                return self._labels[name]
        raise ValueError(
            f"A record of {self._names[file]} is of slide {slide!r}, which has no label."
        )


def _by_slide(labels: Labels, source: Source) -> dict[str, Any]:
    if isinstance(labels, Mapping):
        return dict(labels)
    if not isinstance(labels, str):
        raise TypeError(
            "Labels are a dict of slide to label, or the name of an annotation column; this is "
            f"{type(labels).__name__}."
        )
    dataset = as_dataset(source)
    if dataset is None:
        raise TypeError(
            f"There is no annotation column {labels!r} without a Dataset: paths have no "
            "annotations. Give the labels as a dict of slide to label."
        )
    return dict(dataset.labels(labels)[0])
