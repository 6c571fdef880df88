"""Thresholds kept as rules of a dataset: the tiles that they pick out are findings."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import platformdirs
from numpy.typing import NDArray

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tiles.metrics import METRICS

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

_MOST_BYTES = 1 << 20


def rules_path(dataset: "Dataset") -> Path:
    """Return the file that keeps the rules of a dataset, by its folder or files.

    It lies in `rules` of the user's data folder; `TFRVIEWER_DATA_DIR` names another folder.
    """
    chosen = os.environ.get("TFRVIEWER_DATA_DIR")
    folder = Path(chosen) if chosen else platformdirs.user_data_path("tfrviewer", appauthor=False)
    # A blinded review has the files in another order.
    where = [dataset.root] if dataset.root is not None else sorted(dataset.tfrecords())
    digest = hashlib.blake2b(digest_size=16)
    for path in where:
        digest.update(os.fsencode(Path(path).absolute()) + b"\0")
    return folder / "rules" / f"{digest.hexdigest()}.json"


def read_rules(path: Path) -> list[Threshold]:
    """Return the rules that a file keeps; none if it is not there, or is something else."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return []
        value = json.loads(path.read_bytes())
        rules = value.get("rules") if isinstance(value, dict) else None
        return [
            rule
            for rule in map(Threshold.from_json, rules if isinstance(rules, list) else [])
            if rule.metric in METRICS and not rule.is_all
        ]
    except (OSError, ValueError):
        return []


def write_rules(path: Path, rules: Sequence[Threshold], where: str) -> None:
    """Keep rules.

    Args:
        path: From `rules_path`.
        rules: The rules.
        where: The dataset, for who reads the file.

    Raises:
        OSError: If it cannot be written.
    """
    value = {"dataset": where, "rules": [rule.to_json() for rule in rules]}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(value, indent=2).encode())


def rule_findings(
    rule: Threshold,
    numbers: NDArray[np.integer],
    counts: Sequence[int],
    paths: Sequence[str],
    columns: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Return a note on each file that a rule picks tiles out of.

    Args:
        rule: The rule.
        numbers: Row numbers of the tiles.
        counts: How many records each file has.
        paths: The files, as many.
        columns: The column of each metric, where that is called otherwise.
    """
    condition = rule.condition(columns)
    title = rule.title or METRICS[rule.metric].title
    ends = np.cumsum(np.asarray(counts, np.int64))
    picked = np.bincount(np.searchsorted(ends, numbers, side="right"), minlength=len(counts))
    found = []
    for file in np.flatnonzero(picked).tolist():
        count, of = int(picked[file]), counts[file]
        tiles = f"{count:,} of {of:,} tiles {'fulfils' if count == 1 else 'fulfil'}"
        found.append(
            Finding(
                kind=FindingKind.METRIC,
                severity=Severity.NOTE,
                file=paths[file],
                message=f"{title}: {tiles} {condition}.",
                remedy="A rule of this dataset picks them out; the metrics panel has the rules.",
            )
        )
    return found
