"""The size of tiles as Slideflow names it: 299px_302um, 256px_2.5x."""

import re
from dataclasses import dataclass
from numbers import Real
from operator import index
from pathlib import Path
from typing import Self

_LABEL = re.compile(r"(?P<px>\d+)px_(?P<size>\d+(?:\.\d+)?)(?P<unit>um|x)$", re.IGNORECASE)
_SIZE = re.compile(r"(?P<size>\d+(?:\.\d+)?)\s*(?P<unit>um|µm|x|)$", re.IGNORECASE)
_PLAIN = re.compile(r"[1-9]\d*px_(?:0|[1-9]\d*)(?:\.\d*[1-9])?(?:um|x)$")
_LONGEST = 100
"""Characters in the name of a label folder; the number in a longer one is no size."""


@dataclass(frozen=True, slots=True)
class TileSize:
    """The size of tiles as a label folder of Slideflow names it: 299px_302um, 256px_2.5x.

    Attributes:
        label: The folder's name.
        tile_px: Width of a tile in pixels.
        tile_um: Width of a tile in micrometres, or its magnification, such as "10x".
    """

    label: str
    tile_px: int
    tile_um: float | str

    @classmethod
    def named(cls, label: str) -> Self | None:
        """Return the size that the name of a folder tells, if it does."""
        found = _LABEL.match(label) if len(label) <= _LONGEST else None
        if found is None or not int(found["px"]) or not float(found["size"]):
            return None
        return cls(label, int(found["px"]), _um(found["size"], found["unit"]))

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """Return the size that the nearest folder of a path names, if one does."""
        for name in reversed(path.absolute().parts[:-1]):
            size = cls.named(name)
            if size is not None:
                return size
        return None

    @classmethod
    def asked(cls, tile_px: int, tile_um: float | str) -> Self:
        """Return the size that somebody asks for.

        Args:
            tile_px: Width in pixels.
            tile_um: Width in micrometres, as a number or such as "302um", or the magnification,
                such as "10x".

        Raises:
            ValueError: If it is no size of a tile.
            TypeError: If it is neither a number nor text.
        """
        try:
            if isinstance(tile_px, bool):
                raise TypeError
            tile_px = index(tile_px)
        except TypeError:
            raise TypeError(
                f"tile_px is a whole number of pixels, such as 299, not {tile_px!r}."
            ) from None
        if tile_px < 1:
            raise ValueError(
                f"tile_px is the width of a tile in pixels, at least 1, not {tile_px}."
            )
        if isinstance(tile_um, bool) or not isinstance(tile_um, Real | str):
            raise TypeError(f"tile_um is such as 302 (micrometres) or '10x', not {tile_um!r}.")
        text = str(tile_um).strip()
        found = _SIZE.match(text) if len(text) <= _LONGEST else None
        if found is None or not float(found["size"]):
            raise ValueError(
                f"tile_um is the width of a tile in micrometres, such as 302, or its "
                f"magnification, such as '10x' or '2.5x', not {tile_um!r}."
            )
        number = found["size"] if isinstance(tile_um, str) else found["size"].removesuffix(".0")
        unit = "x" if found["unit"].lower() == "x" else "um"
        return cls(f"{tile_px}px_{number}{unit}", tile_px, _um(number, unit))

    @property
    def microns(self) -> float:
        """Width of a tile in micrometres; of a magnification, about: 10x is 1 µm to a pixel."""
        if isinstance(self.tile_um, str):
            return self.tile_px * 10 / float(self.tile_um.removesuffix("x"))
        return float(self.tile_um)

    @property
    def is_plain(self) -> bool:
        """Whether the label is the plainest of those that name this size: 302um, not 302.0um."""
        return _PLAIN.match(self.label) is not None

    def same_as(self, other: "TileSize") -> bool:
        """Tell whether two labels name one size: 2.50x is 2.5x."""
        return self.tile_px == other.tile_px and _plain(self.tile_um) == _plain(other.tile_um)

    def __str__(self) -> str:
        um = self.tile_um if isinstance(self.tile_um, str) else f"{self.tile_um} µm"
        return f"{self.tile_px} px, {um}"


def _um(size: str, unit: str) -> float | str:
    if unit.lower() == "x":
        return f"{size}x"
    return float(size) if "." in size else int(size)


def _plain(tile_um: float | str) -> tuple[bool, float]:
    if isinstance(tile_um, str):
        return True, float(tile_um.removesuffix("x"))
    return False, float(tile_um)
