"""`manifest.json` of a copy, as Slideflow keeps it: how many tiles each TFRecord has."""

import json
from collections.abc import Sequence
from pathlib import Path

from tfrviewer.atomic import write_atomically
from tfrviewer.build.choices import Existing
from tfrviewer.build.subset.report import CopiedFile
from tfrviewer.dataset.discovery import MANIFEST
from tfrviewer.dataset.sidecars.manifest import read_manifest

__all__ = ["MANIFEST", "write_manifest"]


def write_manifest(
    path: Path, files: Sequence[CopiedFile], kept: Sequence[Path], *, existing: Existing
) -> None:
    """Write the manifest of a folder.

    Where TFRecords stay that were there, and a manifest as well, what it tells of them stays.

    Args:
        path: The manifest, in the folder.
        files: The TFRecords written.
        kept: Those that were there and stayed.
        existing: What becomes of what is there.

    Raises:
        OSError: If it cannot be written.
    """
    totals: dict[str, int] = {}
    if existing is Existing.SKIP and path.exists():
        told = read_manifest(path).totals
        totals = {_key(path, one): total for one in kept if (total := told.get(one)) is not None}
    totals |= {_key(path, file.path): file.records for file in files}
    manifest = {name: {"total": totals[name]} for name in sorted(totals)}
    write_atomically(path, json.dumps(manifest, indent=1, ensure_ascii=False).encode())


def _key(manifest: Path, path: Path) -> str:
    return path.relative_to(manifest.parent).as_posix()
