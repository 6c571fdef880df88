"""How far two readers agree: Cohen's kappa, and where they do not."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from tfrviewer.review.keys import KEY


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree about the tiles that both flagged.

    Attributes:
        readers: Their names.
        names: The flags that either gave, in the order of the alphabet.
        counts: How many tiles the first reader flagged `names[i]` and the second `names[j]`.
        kappa: Cohen's kappa, (p_o - p_e) / (1 - p_e), from -1 to 1; None if both gave one and
            the same flag to all tiles, or there are none: then chance alone would agree.
        only_first: How many tiles only the first reader flagged.
        only_second: How many only the second.
    """

    readers: tuple[str, str]
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    kappa: float | None
    only_first: int
    only_second: int

    @property
    def both(self) -> int:
        """How many tiles both flagged."""
        return sum(map(sum, self.counts))

    @property
    def agreed(self) -> int:
        """How many tiles both flagged alike."""
        return sum(self.counts[i][i] for i in range(len(self.names)))

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "readers": list(self.readers),
            "both": self.both,
            "agreed": self.agreed,
            "kappa": self.kappa,
            "names": list(self.names),
            "counts": [list(row) for row in self.counts],
            "only_first": self.only_first,
            "only_second": self.only_second,
        }


def agreement(flags: pl.DataFrame, first: str, second: str) -> Agreement:
    """Return how far two readers agree.

    Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960) 37-46: observed agreement p_o less the agreement p_e that two readers
    reach by chance who give each flag as often as these do.

    Args:
        flags: What was said, as `Store.flags` returns it; tiles without a flag do not count.
        first: One reader.
        second: The other.

    Raises:
        ValueError: If they are one and the same.
    """
    if first == second:
        raise ValueError(f"Agreement is of two readers; “{first}” was named twice.")
    said = flags.filter(pl.col("flag").is_not_null())
    one, two = (
        said.filter(pl.col("reader") == name).select(*KEY, "flag") for name in (first, second)
    )
    both = one.join(two, on=list(KEY), how="inner", suffix="_second", nulls_equal=True)
    names = tuple(sorted({*both["flag"].to_list(), *both["flag_second"].to_list()}))
    place = {name: i for i, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), np.int64)
    for a, b, n in both.group_by("flag", "flag_second").len().iter_rows():
        counts[place[a], place[b]] = n
    return Agreement(
        (first, second),
        names,
        tuple(tuple(row) for row in counts.tolist()),
        _kappa(counts),
        one.height - both.height,
        two.height - both.height,
    )


def _kappa(counts: "np.typing.NDArray[np.int64]") -> float | None:
    total = int(counts.sum())
    if not total:
        return None
    observed = int(np.trace(counts)) / total
    expected = float((counts.sum(0) * counts.sum(1)).sum()) / total**2
    return None if expected >= 1 else (observed - expected) / (1 - expected)
