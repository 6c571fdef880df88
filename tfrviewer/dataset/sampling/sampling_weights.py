"""Weights and clips of TFRecords as people give them: by strategy, in order, by name, in a file."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.sidecars.csv_file import read_csv
from tfrviewer.dataset.words import counted, listed
from tfrviewer.errors import FindingKind
from tfrviewer.tfrecord.selection import check_clip

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

Name: TypeAlias = str | os.PathLike[str]
Weights: TypeAlias = (
    str | Sequence[float] | NDArray[Any] | Mapping[str, float] | Mapping[Path, float] | None
)
Clip: TypeAlias = int | Sequence[int | None] | Mapping[str, int] | Mapping[Path, int] | None

STRATEGIES = ("uniform", "tile", "slide", "patient", "category:COLUMN")
"""Names for weights; the last one is followed by a column of the annotations."""
_UNIFORM, _TILE, _CATEGORY = "uniform", "tile", "category:"
_WEIGHT = "weight"
_NAMES = ("tfrecord", "path", "file", "name", "slide")


def weights_of(
    dataset: "Dataset", weights: Weights, used: NDArray[np.int64]
) -> NDArray[np.float64] | None:
    """Return a weight for each TFRecord, None for all alike.

    Args:
        dataset: The TFRecords.
        weights: As `preview_sampling` takes them.
        used: int64 (files,), how many records each TFRecord gives.

    Raises:
        ValueError: If they are no weights of these TFRecords, or there is no such strategy.
        DatasetError: If the annotations do not tell what a strategy needs.
    """
    if weights is None:
        weights = dataset.prob_weights
        if weights is None:
            return None
    if isinstance(weights, str):
        return _by_strategy(dataset, weights, used)
    if isinstance(weights, Mapping):
        values = _by_name(dataset, weights)
        missing = [
            path.name
            for path, value in zip(dataset.tfrecords(), values, strict=True)
            if value is None
        ]
        if missing:
            raise ValueError(
                f"{counted(len(missing), 'TFRecord')} of {len(values):,} have no weight: "
                f"{listed(missing)}. Give each one; 0 is never drawn."
            )
        return np.array([_number(value) for value in values], np.float64)
    if len(weights) != len(dataset):
        raise ValueError(
            f"There must be a weight for each of the {counted(len(dataset), 'TFRecord')}, not "
            f"{len(weights):,}."
        )
    return np.array([_number(value) for value in weights], np.float64)


def clips_of(dataset: "Dataset", clip: Clip, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many records each TFRecord gives, int64 (files,).

    Args:
        dataset: The TFRecords.
        clip: As `preview_sampling` takes them.
        counts: int64 (files,), how many records each has.

    Raises:
        ValueError: If a clip is below 1, or one of its own is beyond the end of a TFRecord.
    """
    if clip is None:
        clips = [dataset.clips.get(str(path)) for path in dataset.tfrecords()]
        return np.array(
            [n if k is None else min(k, n) for k, n in zip(clips, counts.tolist(), strict=True)],
            np.int64,
        )
    if isinstance(clip, int | np.integer):
        check_clip(clip)
        return np.minimum(counts, clip)
    if isinstance(clip, Mapping):
        given = _by_name(dataset, clip)
        if clip and all(k is None for k in given):
            raise ValueError(f"The clips are of other TFRecords: {listed(map(str, clip))}.")
    elif len(clip) == len(counts):
        given = list(clip)
    else:
        raise ValueError(
            f"A clip is one number, or one for each of the {len(counts):,} TFRecords, not "
            f"{len(clip):,}."
        )
    used = counts.copy()
    for i, (path, k) in enumerate(zip(dataset.tfrecords(), given, strict=True)):
        if k is None:
            continue
        check_clip(k)
        if k > counts[i]:
            raise ValueError(
                f"A clip of {k:,} is beyond the end of {path.name}, which has "
                f"{counted(int(counts[i]), 'record')}."
            )
        used[i] = k
    return used


def read_weights(path: Name) -> dict[str, float]:
    """Read weights of TFRecords from a CSV file.

    Args:
        path: With a column `weight`, and one of `tfrecord`, `path`, `file`, `name` or `slide`,
            which holds the paths or names of TFRecords.

    Returns:
        {path or name: weight}.

    Raises:
        TfrError: If it cannot be read, lacks such a column, or a weight in it is none.
    """
    file = str(path)
    csv = read_csv(Path(path), FindingKind.BAD_REQUEST, _WEIGHT)
    names = next((name for name in _NAMES if name in csv.header), None)
    if names is None or _WEIGHT not in csv.header:
        raise refusal(
            f"The weights need a column “{_WEIGHT}” and one of {', '.join(_NAMES)}; there are: "
            f"{listed(csv.header)}.",
            "Name its columns in the first line.",
            file=file,
        )
    weights: dict[str, float] = {}
    for name, text, line in zip(csv.column(names), csv.column(_WEIGHT), csv.numbers, strict=True):
        try:
            weight = float(text)
        except ValueError:
            weight = np.nan
        if not (np.isfinite(weight) and weight >= 0):
            raise refusal(
                f"Line {line:,} gives “{name}” the weight “{text}”.",
                "A weight is a number, 0 or more.",
                file=file,
            )
        if name in weights:
            raise refusal(
                f"Line {line:,} gives “{name}” a second weight.", "Leave one of them.", file=file
            )
        weights[name] = weight
    return weights


def _by_strategy(
    dataset: "Dataset", strategy: str, used: NDArray[np.int64]
) -> NDArray[np.float64] | None:
    if strategy == _UNIFORM:
        return None
    if strategy == _TILE:
        return used.astype(np.float64)
    if strategy in ("slide", "patient"):
        balanced = dataset.balance(strategy=strategy)
    elif strategy.startswith(_CATEGORY) and strategy != _CATEGORY:
        balanced = dataset.balance(strategy.removeprefix(_CATEGORY), force=True)
    else:
        raise ValueError(f"There are no weights {strategy!r}; there are {', '.join(STRATEGIES)}.")
    return weights_of(balanced, None, used)


def _by_name(dataset: "Dataset", given: Mapping[Any, Any]) -> list[Any | None]:
    """Return what is given for each TFRecord, None where nothing is.

    A name is a path as the dataset has it or from the root, the short name of a TFRecord, or the
    name of its file with or without extension, if no other file is called so.
    """
    paths = dataset.tfrecords()
    numbers: dict[str, int | None] = {}
    for ways in ([path.name for path in paths], [base_name(path) for path in paths]):
        for i, name in enumerate(ways):
            numbers[name] = None if numbers.get(name, i) != i else i
    from_root = (os.path.abspath(path) for path in paths)  # noqa: PTH100 - no resolve()
    for sure in (dataset.names, map(str, paths), from_root):
        numbers.update((name, i) for i, name in enumerate(sure))
    found: list[Any | None] = [None] * len(paths)
    for name, value in given.items():
        number = numbers.get(os.fspath(name))
        if number is not None:
            found[number] = value
    return found


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"A weight is a number, 0 or more, not {value!r}.") from None
