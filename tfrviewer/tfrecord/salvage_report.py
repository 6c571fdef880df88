"""What was saved out of a damaged TFRecord, and what was lost where."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfrviewer.errors import Finding

MOST_LISTED = 1000
"""Places of each sort that a report lists; the rest are counted."""
_MOST_SAID = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the damaged file, and what is to be said of it.

    Attributes:
        offset: Byte where it begins; of the unpacked bytes where the file is compressed.
        size: How many bytes it has, with the framing.
        record: The number of the record in the damaged file, as the window counts; None for
            bytes that no length field leads to.
        saved_as: Its number in the new file; None if it is not in it.
        reason: What is wrong there.
    """

    offset: int
    size: int
    record: int | None
    saved_as: int | None
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "offset": self.offset,
            "size": self.size,
            "record": self.record,
            "saved_as": self.saved_as,
            "reason": self.reason,
        }

    def __str__(self) -> str:
        end = self.offset + self.size
        where = f"bytes {self.offset:,} to {end:,}"
        if self.record is not None:
            where = f"record {self.record}, {where}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What became of a damaged TFRecord, or would become of it.

    The lists name up to 1,000 places each; the counts are of all.

    Attributes:
        source: The damaged file.
        out: The new file; None if nothing was written because it was only looked at.
        compression: "GZIP", "ZLIB" or None; the new file is not compressed.
        records: How many records the new file has, or would have.
        size: How many bytes it has, or would have, without its index.
        found: How many records can be told in the damaged file, whole or not.
        mended: Records that are saved although their length field is damaged: the payload is
            whole, and its framing was made anew.
        num_mended: How many these are.
        doubtful: Records whose payload does not match its checksum but parses, and whose image
            decodes: they may look right and be altered all the same.
        num_doubtful: How many these are.
        keeps_doubtful: Whether these are saved as well.
        lost: What is not in the new file.
        num_lost: How many stretches these are.
        lost_bytes: How many bytes they have.
        findings: What is wrong with the framing of the damaged file, and with its compression.
    """

    source: Path
    out: Path | None
    compression: str | None
    records: int
    size: int
    found: int
    mended: tuple[Place, ...]
    num_mended: int
    doubtful: tuple[Place, ...]
    num_doubtful: int
    keeps_doubtful: bool
    lost: tuple[Place, ...]
    num_lost: int
    lost_bytes: int
    findings: tuple[Finding, ...]

    @property
    def is_damaged(self) -> bool:
        """Whether anything is wrong with the file: else its copy is the same, byte for byte."""
        return bool(self.num_lost or self.num_mended or self.num_doubtful or self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "source": str(self.source),
            "out": None if self.out is None else str(self.out),
            "compression": self.compression,
            "records": self.records,
            "size": self.size,
            "found": self.found,
            "mended": [place.to_json() for place in self.mended],
            "num_mended": self.num_mended,
            "doubtful": [place.to_json() for place in self.doubtful],
            "num_doubtful": self.num_doubtful,
            "keeps_doubtful": self.keeps_doubtful,
            "lost": [place.to_json() for place in self.lost],
            "num_lost": self.num_lost,
            "lost_bytes": self.lost_bytes,
            "findings": [finding.to_json() for finding in self.findings],
        }

    def words(self) -> list[str]:
        """Return the report in words, a line each: what was saved, then what was not."""
        where = "can be saved" if self.out is None else f"saved to {self.out}"
        lines = [f"{_counted(self.records, 'record')} {where} ({_counted(self.size, 'byte')})."]
        if not self.is_damaged:
            if not self.records:
                return [*lines, "It is empty: there is no record in it."]
            return [*lines, "Nothing is damaged: every record is whole."]
        if self.num_mended:
            lines.append(
                f"Saved with a new length field, since theirs is damaged: "
                f"{_counted(self.num_mended, 'record')} whose payload is whole."
            )
            lines += _listed(self.mended, self.num_mended)
        doubtful = _counted(self.num_doubtful, "record")
        if self.num_doubtful and self.keeps_doubtful:
            lines.append(f"Saved although a checksum is wrong, so look at them: {doubtful}.")
            lines += _listed(self.doubtful, self.num_doubtful)
        elif self.num_doubtful:
            lines.append(
                f"Not saved, since a checksum is wrong, though they parse and decode: {doubtful}. "
                "--keep-crc-mismatch saves them."
            )
            lines += _listed(self.doubtful, self.num_doubtful)
        number = self.num_lost - (0 if self.keeps_doubtful else self.num_doubtful)
        if number:
            told = {(place.offset, place.record) for place in self.doubtful}
            lines.append(f"Lost: {_counted(number, 'stretch', 'stretches')}.")
            lines += _listed(
                [place for place in self.lost if (place.offset, place.record) not in told], number
            )
        elif not self.num_lost:
            lines.append("Nothing is lost.")
        return lines


def _counted(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def _listed(places: Sequence[Place], number: int) -> list[str]:
    lines = [f"  {place}" for place in places[:_MOST_SAID]]
    if number > len(lines):
        lines.append(f"  … and {number - len(lines):,} more")
    return lines
