"""What is remembered of something that was opened; no Qt."""

from dataclasses import dataclass
from typing import Any, Self

from tfrviewer.gui.opening import ToOpen


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something opened before.

    Attributes:
        what: What was opened.
        files: How many TFRecords it had; 0 if that was not noted.
        tiles: How many records it had; 0 if that was not noted.
        when: When it was opened last, in seconds since 1970; 0 if that was not noted.
        pinned: Whether it stays on the list whatever else is opened.
    """

    what: ToOpen
    files: int = 0
    tiles: int = 0
    when: float = 0.0
    pinned: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        value = self.what.to_json()
        value.update(n_files=self.files, n_tiles=self.tiles, when=round(self.when))
        if self.pinned:
            value["pinned"] = True
        return value

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return what `to_json` gave; of what else is known of it, nonsense is passed over.

        Raises:
            ValueError: If it does not say what was opened.
        """
        what = ToOpen.from_json(value)
        assert isinstance(value, dict)

        def number(name: str) -> int:
            found = value.get(name, 0)
            return int(found) if type(found) in (int, float) and 0 <= found < 1e15 else 0

        files, tiles, when = number("n_files"), number("n_tiles"), float(number("when"))
        return cls(what, files, tiles, when, value.get("pinned") is True)
