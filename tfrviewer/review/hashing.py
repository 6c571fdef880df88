"""Telling whether the tile that was flagged is still the tile that is there."""

import hashlib
from typing import Final

from tfrviewer.errors import Finding, FindingKind, Severity

HASH_BYTES: Final = 16


def image_hash(image: bytes) -> bytes:
    """Return the BLAKE2b of an image as it is stored in its record, `HASH_BYTES` bytes."""
    return hashlib.blake2b(image, digest_size=HASH_BYTES).digest()


def mismatch(file: str, record: int, offset: int | None, flag: str | None) -> Finding:
    """Return the finding that the image of a flagged record is not the one that was flagged.

    Args:
        file: The TFRecord.
        record: Number of the record in it.
        offset: The byte where it begins; None if that is not known.
        flag: What was said of the tile; None if there is a note alone.
    """
    said = f"flagged “{flag}”" if flag else "noted"
    return Finding(
        kind=FindingKind.FLAGGED_OTHERWISE,
        severity=Severity.WARNING,
        file=file,
        record=record,
        offset=offset,
        message=f"Its image is not the one that was {said}.",
        remedy="Look at the tile: it was made anew since, or is another one. If the flag still "
        "holds, give it again.",
    )
