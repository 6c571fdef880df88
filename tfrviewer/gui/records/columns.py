"""How the columns of the table are spoken of and laid out. No Qt."""

from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

MEANINGS: Final = {
    "number": "Running number of the record in the dataset",
    "tfrecord": "Name of the TFRecord",
    "record": "Number of the record in its TFRecord",
    "slide": "Slide that the tile was cut from",
    "x": "Centre of the tile, in level-0 pixels of the slide, to the right",
    "y": "Centre of the tile, in level-0 pixels of the slide, downwards",
    "offset": "Byte in the TFRecord where the record begins",
    "bytes": "Bytes that the record takes in the TFRecord, with its framing",
    "format": "Format of the image",
    "width": "Width of the image in pixels",
    "height": "Height of the image in pixels",
    "problem": "What is wrong with the record",
}
"""What the columns that every dataset has are; the source texts of their translations."""

HIDDEN_AT_FIRST: Final = frozenset(("record", "offset"))
"""Known of every record and seldom asked for: shown when chosen."""


def is_right_aligned(dtype: pl.DataType) -> bool:
    """Whether the values of a column are compared digit by digit."""
    return dtype.is_numeric()


@dataclass
class Layout:
    """Widths, order and visibility of columns, by name, so that they outlive the dataset.

    Attributes:
        order: Names as a person arranged them, left to right; others follow.
        widths: Pixels, for columns whose width a person chose.
        hidden: Whether a column is hidden, for those a person hid or showed.
        frozen: Names of the columns that stay at the left while the others scroll.
    """

    order: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, bool] = field(default_factory=dict)
    frozen: list[str] = field(default_factory=list)

    def is_hidden(self, name: str) -> bool:
        """Whether a column is to be hidden."""
        return self.hidden.get(name, name in HIDDEN_AT_FIRST)

    def arranged(self, names: list[str]) -> list[str]:
        """Return names in the order of this layout; a new one stays behind its neighbour.

        Those that are frozen stand before all others.
        """
        placed = [name for name in self.order if name in names]
        for i, name in enumerate(names):
            if name not in placed:
                at = placed.index(names[i - 1]) + 1 if i else 0
                placed.insert(at, name)
        return sorted(placed, key=lambda name: name not in self.frozen)

    def freeze(self, name: str, *, on: bool) -> None:
        """Have a column stay at the left, or scroll with the others again."""
        self.frozen = [other for other in self.frozen if other != name] + [name] * on

    def take_move(self, name: str, names: list[str]) -> None:
        """Take an arrangement in which a person moved a column.

        Moved among the frozen ones it is frozen as well; moved away from them, no more.

        Args:
            name: The column.
            names: All that are there, left to right.
        """
        others = [other for other in names if other in self.frozen and other != name]
        last = max(map(names.index, others), default=-1)
        first_behind = next(
            (i for i, other in enumerate(names) if other != name and other not in self.frozen),
            len(names),
        )
        at = names.index(name)
        # At the edge between both it stays what it was.
        if name in self.frozen and at > first_behind:
            self.freeze(name, on=False)
        elif name not in self.frozen and at < last:
            self.freeze(name, on=True)
        self.take_order(names)

    def take_order(self, names: list[str]) -> None:
        """Remember an arrangement; columns that are not there now keep their place in the row."""
        absent = [name for name in self.order if name not in names]
        merged = list(names)
        for name in absent:
            before = self.order[: self.order.index(name)]
            at = max((merged.index(other) + 1 for other in before if other in merged), default=0)
            merged.insert(at, name)
        self.order = merged

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return {
            "version": 1,
            "order": self.order,
            "widths": self.widths,
            "hidden": self.hidden,
            "frozen": self.frozen,
        }

    @classmethod
    def from_json(cls, value: object) -> "Layout":
        """Return a layout that was written by `to_json`.

        Raises:
            ValueError: If it is anything else: settings are a file that anybody may edit.
        """
        if not isinstance(value, dict) or value.get("version") != 1:
            raise ValueError("not a table layout of version 1")
        order, widths, hidden = (value.get(key) for key in ("order", "widths", "hidden"))
        if not (isinstance(order, list) and isinstance(widths, dict) and isinstance(hidden, dict)):
            raise ValueError("a table layout without order, widths or hidden")
        frozen = value.get("frozen", [])
        if not isinstance(frozen, list):
            raise ValueError("a table layout whose frozen columns are no list")
        return cls(
            list(dict.fromkeys(str(name) for name in order)),
            {str(k): min(max(int(v), 16), 4000) for k, v in widths.items()},
            {str(k): bool(v) for k, v in hidden.items()},
            list(dict.fromkeys(str(name) for name in frozen)),
        )
