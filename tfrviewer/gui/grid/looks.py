"""What the grid shows of a tile besides its picture; remembered from one run to the next."""

import json
from dataclasses import asdict, dataclass

from tfrviewer.gui.grid.captions import sensible


@dataclass(frozen=True, slots=True)
class Looks:
    """What is shown with the pictures.

    Attributes:
        captions: What is written under each tile, a line each; see `captions`.
        headings: Whether tiles that belong together get a heading.
        values: Whether the value that the tiles are sorted by is shown on them.
    """

    captions: tuple[str, ...] = ()
    headings: bool = True
    values: bool = True

    def to_text(self) -> str:
        """Return the looks as the settings keep them."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> "Looks":
        """Return the looks that `to_text` wrote; what makes no sense is as by default."""
        try:
            found = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        captions = found.get("captions", ())
        names = [it for it in captions if isinstance(it, str)] if isinstance(captions, list) else ()
        return cls(
            sensible(names),
            headings=found.get("headings") is not False,
            values=found.get("values") is not False,
        )
