"""What a blinded session shows in place of the names of slides and files: the one place for it.

Names are masked as records come in: what views read of the session tells none. The files
themselves keep their paths, for whoever reads and writes.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from tfrviewer.dataset.discovery import base_name
from tfrviewer.errors import Finding
from tfrviewer.gui.loading import Batch, FileInfo, Joined
from tfrviewer.review.blinding import HIDDEN, Blinding
from tfrviewer.tfrecord.example import Example, Feature, FeatureKind
from tfrviewer.tfrecord.index import index_path_of
from tfrviewer.tiles.image.sniff import sniff_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tfrviewer.dataset.dataset import Dataset

_TOLD: Final = frozenset(("tfrecord", "slide", "format", "problem"))
"""Columns of text that are kept; others, such as patient and labels, may tell whose a tile is."""
_SHORTEST: Final = 4
"""Letters of a name that is looked for everywhere; a shorter one only where it is a whole word."""
_QUOTED: Final = re.compile("“([^”]*)”")


def in_drawn_order(dataset: "Dataset", blinding: Blinding) -> "Dataset":
    """Return a dataset with its files in the order of what they are called under a blinding."""
    return dataset.in_order(blinding.files([base_name(path) for path in dataset.tfrecords()]))


class Mask:
    """The names that a dataset has under a blinding.

    Attributes:
        seed: Of the blinding.
        paths: A name to show for each file, none twice.
    """

    def __init__(self, blinding: Blinding, dataset: "Dataset") -> None:
        paths = list(dataset.tfrecords())
        names = [base_name(path) for path in paths]
        self.seed = blinding.seed
        self._blinding = blinding
        self._slides = dict(blinding.slides(names))
        self._true = {shown: name for name, shown in self._slides.items()}
        self.paths: tuple[Path, ...] = tuple(_unique(self._slides[name] for name in names))
        self._files = {str(path): str(shown) for path, shown in zip(paths, self.paths, strict=True)}
        words = dict(self._slides) | {str(path.parent): "…" for path in paths}
        longest = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
        for path, shown in zip(paths, self.paths, strict=True):
            self._files[str(index_path_of(path))] = str(index_path_of(shown))
            self._files[str(shown)] = str(shown)  # masked already
            self._files[str(index_path_of(shown))] = str(index_path_of(shown))
        self._words = words
        self._pattern = re.compile("|".join(map(_pattern_of, longest))) if longest else None

    def order(self, count: int) -> pl.Series:
        """Return the place of each of so many records in an order drawn by lot."""
        return pl.Series("drawn", self._blinding.order(count))

    def slide(self, name: str) -> str:
        """Return what a slide is called; one that no file is called after has a name as well."""
        if name in self._true:  # it is called so already
            return name
        known = self._slides.get(name)
        if known is None:
            digest = hashlib.blake2b(f"{self.seed} {name}".encode(), digest_size=4).hexdigest()
            known = f"Slide {digest}"
            self._slides[name], self._true[known] = known, name
        return known

    def true_slides(self, slides: pl.Series) -> pl.Series:
        """Return the slides behind what they are called."""
        return slides.replace(list(self._true), list(self._true.values()))

    def text(self, text: str) -> str:
        """Return a sentence without the names of files, folders and slides.

        What it quotes is left out altogether unless it is the other name of a slide: records and
        annotations name slides of which there is no file.
        """

        def quoted(met: re.Match[str]) -> str:
            called = self._slides.get(met[1], met[1])
            return f"“{called}”" if called in self._true else "“…”"

        text = _QUOTED.sub(quoted, text)
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda met: self._words[met[0]], text)

    def finding(self, finding: Finding) -> Finding:
        """Return a finding that names nothing."""
        return replace(
            finding,
            file=self._files.get(finding.file, ""),
            message=self.text(finding.message),
            remedy=self.text(finding.remedy),
        )

    def example(self, example: Example) -> Example:
        """Return a record without text that may tell whose it is; the slide has its other name."""
        features = {
            name: self._feature(name, feature) for name, feature in example.features.items()
        }
        lists = {
            name: tuple(self._feature(name, feature) for feature in steps)
            for name, steps in example.feature_lists.items()
        }
        return replace(example, features=features, feature_lists=lists)

    def _feature(self, name: str, feature: Feature) -> Feature:
        if feature.kind is not FeatureKind.BYTES:
            return feature
        return replace(feature, values=tuple(self._value(name, one) for one in feature.values))

    def _value(self, name: str, value: bytes | float) -> bytes | float:
        if not isinstance(value, bytes) or sniff_format(value) is not None:
            return value
        if name != "slide":
            return HIDDEN.encode()
        return self.slide(value.decode("utf-8", "replace")).encode()

    def frame(self, frame: pl.DataFrame, files: "Sequence[FileInfo]") -> pl.DataFrame:
        """Return records without columns that tell names, and with the other names.

        Args:
            frame: The records as they were read.
            files: The files they are of, named as the column `tfrecord` does; none if that has the
                other names already.
        """
        hidden = [
            name
            for name, dtype in frame.schema.items()
            if name not in _TOLD and (dtype == pl.String or dtype == pl.Categorical)
        ]
        names = {file.name: str(self.paths[file.file_number]) for file in files}
        slides = frame["slide"].unique().drop_nulls().to_list()
        tfrecord = frame["tfrecord"]
        if names:
            tfrecord = _renamed(tfrecord.cast(pl.String), names).cast(pl.Categorical)
        shown = _renamed(frame["slide"], {name: self.slide(name) for name in slides})
        problems = frame["problem"].unique().drop_nulls().to_list()
        problem = _renamed(frame["problem"], {text: self.text(text) for text in problems})
        return frame.drop(hidden).with_columns(tfrecord, shown, problem)

    def batch(self, batch: Batch) -> Batch:
        """Return files that came, masked."""
        files = tuple(
            replace(
                file,
                name=str(self.paths[file.file_number]),
                findings=tuple(map(self.finding, file.findings)),
            )
            for file in batch.files
        )
        return replace(batch, files=files, frame=self.frame(batch.frame, batch.files))

    def joined(self, joined: Joined) -> Joined:
        """Return columns that were read of records masked before; annotations are left out."""
        frame = joined.frame.drop(list(joined.labels.values()), strict=False)
        return replace(joined, frame=self.frame(frame, ()), labels={})


def _pattern_of(name: str) -> str:
    pattern = re.escape(name)
    return pattern if len(name) >= _SHORTEST else rf"(?<!\w){pattern}(?!\w)"


def _renamed(column: pl.Series, names: "Mapping[str, str]") -> pl.Series:
    return column.replace(list(names), list(names.values())) if names else column


def _unique(names: "Iterable[str]") -> list[Path]:
    met: dict[str, int] = {}
    found = []
    for name in names:
        met[name] = met.get(name, 0) + 1
        found.append(Path(name if met[name] == 1 else f"{name} ({met[name]})"))
    return found
