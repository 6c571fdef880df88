"""What was found in parts of a huge file, kept until all of it is checked.

A file of a terabyte takes an hour, as does a deep check of a far smaller one. So that a run that
was cancelled goes on within such a file, what each unit told is kept beside the reports of files,
and dropped once the file has its report.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.checks.integrity.units import Unit, UnitReport
from tfrviewer.dataset.table.cache import Cache, Cached
from tfrviewer.tfrecord.source import FileIdentity

GROUP: Final = "integritypart"
FEWEST: Final = 8
"""Units of a file from which what they told is kept: less is soon read again."""

_COLUMNS = ("offsets", "sizes", "flags", "formats", "has", "slides")


class KeptParts:
    """What units of one file told, by what the file is now.

    Args:
        cache: Where it is kept.
        key: Of the file.
        version: Of what is kept.
    """

    def __init__(self, cache: Cache, key: str, version: int) -> None:
        self._cache, self._key, self._version = cache, key, version

    def recall(self, units: Sequence[Unit]) -> list[UnitReport]:
        """Return what those of the units told that were checked, but for one at least.

        The last one, if all were: it takes a unit to make the report of the file.
        """
        try:
            now = FileIdentity.of(Path(units[0].path).stat())
        except OSError:
            return []
        recalled = map(self._recalled, units)
        known = [one for one in recalled if one is not None and one.identity == now]
        return known[: len(units) - 1]

    def keep(self, report: UnitReport) -> None:
        """Keep what a unit told, if it could be read."""
        if report.problem is not None or report.identity is None or report.whole is not None:
            return
        told: dict[str, Any] = {
            "identity": list(astuple(report.identity)),
            "begin": report.begin,
            "end": report.end,
            "is_broken": report.is_broken,
        }
        frame, facts = pl.DataFrame(), report.facts
        if facts is not None:
            told["names"] = [b64encode(name).decode() for name in facts.names]
            told["causes"] = [[*place, text] for place, text in facts.causes.items()]
            frame = pl.DataFrame(
                {
                    **{name: getattr(facts, name) for name in _COLUMNS},
                    **{f"{name}{k}": pair[:, k] for name, pair in _pairs(facts) for k in (0, 1)},
                }
            )
        self._cache.write(self._name(report.unit), GROUP, self._version, Cached(frame, told))

    def drop(self, units: Sequence[Unit]) -> None:
        """Forget what the units told."""
        for unit in units:
            self._cache.remove(self._name(unit), GROUP, self._version)

    def _name(self, unit: Unit) -> str:
        text = f"{self._key} {unit.start} {unit.stop} {unit.deep}"
        return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()

    def _recalled(self, unit: Unit) -> UnitReport | None:
        kept = self._cache.read(self._name(unit), GROUP, self._version, None)
        if kept is None:
            return None
        told, frame = kept.told, kept.frame
        try:
            facts = None
            if "names" in told:
                columns = {name: frame[name].to_numpy() for name in _COLUMNS}
                pixels, xy = (
                    np.stack([frame[f"{name}{k}"].to_numpy() for k in (0, 1)], axis=1)
                    for name in ("pixels", "xy")
                )
                facts = Facts(
                    **columns,
                    pixels=pixels,
                    xy=xy,
                    names=[b64decode(name) for name in told["names"]],
                    causes={(offset, flag): text for offset, flag, text in told["causes"]},
                )
            return UnitReport(
                unit,
                identity=FileIdentity(*told["identity"]),
                begin=told["begin"],
                end=told["end"],
                is_broken=told["is_broken"],
                facts=facts,
            )
        except (KeyError, TypeError, ValueError, pl.exceptions.PolarsError):
            return None


def _pairs(facts: Facts) -> tuple[tuple[str, Any], ...]:
    return ("pixels", facts.pixels), ("xy", facts.xy)
