"""What tells one build from another: of what was asked for, and of what one TFRecord is made of."""

import dataclasses
import json
import os
from collections.abc import Mapping, Sequence
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import __version__ as pillow

from tfrviewer import __version__
from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.planning.planned import UNKNOWN, PlannedImages
from tfrviewer.build.request.arguments import short
from tfrviewer.build.request.request import BuildRequest
from tfrviewer.build.scan.packed import Packed

_AT_ONCE = 4096
_DEEP = 3
"""So many tables of what is asked for lie in each other."""
_NO_MATTER = {"output", "policies"}
"""Of a request: where the results go, and how the work is done, do not change what is built."""


def request_fingerprint(request: BuildRequest) -> str:
    """Return a word that tells what is asked for; the output may be elsewhere by then.

    Of the policies only those count that change what is written.
    """
    value = json.dumps(asked_for(request), sort_keys=True)
    return blake2b(value.encode(), digest_size=16).hexdigest()


def asked_for(request: BuildRequest) -> dict[str, Any]:
    """Return what the word is made of, as JSON has it: the keys of a recipe."""
    policies = request.policies
    return {
        "request": {
            field.name: _plain(getattr(request, field.name))
            for field in dataclasses.fields(request)
            if field.name not in _NO_MATTER
        },
        "order": _plain(policies.order),
        "seed": policies.seed,
        "index": policies.index,
    }


def differences(request: BuildRequest, before: Mapping[str, Any]) -> list[str]:
    """Return in words what is asked for otherwise than before: "seed (1, and now 2)".

    Args:
        request: What is asked for now.
        before: What `asked_for` gave then. It was read from a file, and may be anything.
    """
    now, then = _leaves(asked_for(request)), _leaves(before)
    return [
        f"{key.removeprefix('request.')} ({short(then.get(key))}, and now {short(value)})"
        for key, value in now.items()
        if value != then.get(key)
    ]


def _leaves(value: Any, name: str = "", deep: int = _DEEP) -> dict[str, Any]:  # noqa: ANN401
    """Return the values of nested mappings by their names with points between."""
    if not isinstance(value, Mapping) or not value or not deep:
        return {name: value or None}
    return {
        key: leaf
        for part, inner in value.items()
        for key, leaf in _leaves(inner, f"{name}.{part}" if name else str(part), deep - 1).items()
    }


def file_fingerprint(
    plan: BuildPlan,
    file: PlannedFile,
    sizes: NDArray[np.int64] | None = None,
    modified: NDArray[np.int64] | None = None,
) -> str:
    """Return a word that tells what one TFRecord is made of, and how.

    Args:
        plan: The plan.
        file: One of its files.
        sizes: Bytes of the image files, in order; None takes those of the plan, and looks up
            those that it does not have.
        modified: When they were last changed, in nanoseconds; likewise.
    """
    images = file.images
    if sizes is None or modified is None:
        sizes, modified = _status_of(images)
    pictures = plan.request.pictures
    source = os.path.abspath(plan.source)  # noqa: PTH100 - keeps links
    columns = images.columns
    used, folder = np.unique(columns.folder[images.at], return_inverse=True)
    about = {
        "versions": [__version__, pillow],
        "wanted": _plain(file.wanted),
        "quality": pictures.quality,
        "validate": pictures.validate,
        "index": plan.policies.index,
        "slides": images.slide_names if images.slide is not None else images.slides,
        "folders": [_relative(columns.folders[at], source) for at in used.tolist()],
        "features": [name for name, _ in images.features],
    }
    digest = blake2b(json.dumps(about).encode(), digest_size=16)
    _add_texts(digest, columns.names.picked(images.at))
    for array in (folder, images.slide, images.locations, images.known, sizes, modified):
        if array is not None:
            digest.update(np.ascontiguousarray(array).data)
    for _, column in images.features:
        if isinstance(column, Packed):
            _add_texts(digest, column)
        else:
            digest.update(np.ascontiguousarray(column).data)
    return digest.hexdigest()


def _status_of(images: PlannedImages) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    columns = images.columns
    sizes, modified = columns.bytes[images.at], columns.modified[images.at]
    for at in np.flatnonzero((sizes == UNKNOWN) | (modified == UNKNOWN)).tolist():
        try:
            status = os.stat(columns.file(int(images.at[at])))  # noqa: PTH116 - quicker
        except OSError:
            continue
        sizes[at], modified[at] = status.st_size, status.st_mtime_ns
    return sizes, modified


def _relative(folder: str, source: str) -> str:
    path = os.path.abspath(folder)  # noqa: PTH100 - keeps links
    try:
        return os.path.relpath(path, source)
    except ValueError:  # on another drive
        return path


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a request
    """Return a value as JSON has it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return os.path.abspath(value)  # noqa: PTH100 - keeps links
    if isinstance(value, Mapping):
        return {str(key): _plain(other) for key, other in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(other) for other in value]
    return value


def _add_texts(digest: blake2b, texts: Sequence[str]) -> None:
    """Add texts, a few thousand at a time: there may be many."""
    for first in range(0, len(texts), _AT_ONCE):
        part = texts[first : first + _AT_ONCE]
        digest.update("\0".join((*part, "")).encode("utf-8", "surrogatepass"))
