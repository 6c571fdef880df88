"""What is lost of records: payloads that fail their checksum, Examples and images that do not read.

Each such record is named, up to as many as can be listed.
"""

from functools import partial
from pathlib import Path

import numpy as np

from tfrviewer.checks.integrity.facts import (
    BAD_IMAGE,
    DECODES,
    NO_EXAMPLE,
    NO_IMAGE,
    PAYLOAD_CRC,
    Facts,
)
from tfrviewer.checks.integrity.said import each, of_file
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tfrecord.example import NO_EXAMPLE_REMEDY

_CRC_REMEDY = (
    "Copy the file again from its source. Until then its tile can be looked at all the same, and "
    "tfrviewer salvage saves the other records."
)
_CRC_OF_ZEROS = (
    "The checksum of its payload is zero: it was written without one, or bytes were overwritten."
)
_ZEROS_REMEDY = (
    "If a program wrote all records so, they may be whole: Slideflow reads them, TensorFlow does "
    "not. tfrviewer salvage --keep-crc-mismatch writes those that can be decoded anew."
)
_IMAGE_REMEDY = "The other records are not affected; extract this tile again if it is needed."


def damage_findings(path: Path, facts: Facts, *, deep: bool = False) -> list[Finding]:
    """Return what is damaged, record by record.

    Args:
        path: The file.
        facts: What its records told.
        deep: Whether every image was decoded.
    """
    missing = _without_image(facts)
    kinds = (
        (PAYLOAD_CRC, FindingKind.PAYLOAD_CRC, facts.flags & PAYLOAD_CRC != 0),
        (NO_EXAMPLE, FindingKind.NOT_AN_EXAMPLE, facts.flags & NO_EXAMPLE != 0),
        (BAD_IMAGE, FindingKind.UNDECODABLE_IMAGE, facts.flags & BAD_IMAGE != 0),
        (NO_IMAGE, FindingKind.MISSING_FIELD, missing),
    )
    findings = list[Finding]()
    for flag, kind, bad in kinds:
        said = partial(_said, facts, flag, deep=deep)
        findings += each(path, facts, np.flatnonzero(bad), kind, said)
    without = int(np.count_nonzero(facts.flags & NO_IMAGE))
    if without and not missing.any():
        findings.append(
            of_file(
                path,
                FindingKind.MISSING_FIELD,
                Severity.NOTE,
                "No record holds an image."
                if without == int(np.count_nonzero(facts.readable))
                else f"Most records ({without:,} of {len(facts):,}) hold no image.",
                "If these are no tiles, nothing is wrong.",
            )
        )
    return findings


def _without_image(facts: Facts) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return the records that lack an image although most others have one."""
    without = facts.flags & NO_IMAGE != 0
    others = int(np.count_nonzero(facts.readable & ~without))
    return without if others > int(np.count_nonzero(without)) else np.zeros(len(facts), np.bool_)


def _said(facts: Facts, flag: int, record: int, *, deep: bool) -> tuple[str, str]:
    """Return what is wrong with a record, and what can be done."""
    cause = facts.causes.get((int(facts.offsets[record]), flag), "")
    if flag == PAYLOAD_CRC:
        detail = f" ({cause})" if cause else ""
        message = f"The checksum of its payload does not match{detail}: bytes of it were changed."
        remedy = _CRC_REMEDY
        if (int(facts.offsets[record]), flag) in facts.causes and not cause:
            message, remedy = _CRC_OF_ZEROS, _ZEROS_REMEDY
        if facts.flags[record] & DECODES:
            message += " Its image can be decoded all the same."
        elif deep:
            message += " Nor can its image be decoded."
        return message, remedy
    if flag == NO_EXAMPLE:
        detail = f": {cause}" if cause else ""
        return f"The record is not a tf.train.Example{detail}.", NO_EXAMPLE_REMEDY
    if flag == BAD_IMAGE:
        return cause or "The image cannot be decoded.", _IMAGE_REMEDY
    return (
        "The record holds no image, as most others of the file do.",
        "Extract this tile again if it is needed, or leave the record out of a subset.",
    )
