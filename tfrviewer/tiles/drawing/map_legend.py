"""What stands below a map on paper: name, figures, scale bar, and what the colours mean; as SVG.

Lengths are units of the drawing, of which a map is `UNITS` wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

UNITS = 1000.0
"""Width of a map."""

_FONT = 15.0
_LINE = 22.0
_EDGE = 14.0
_LETTER = 0.56  # of the font's size: mean width of a letter
_BAR = (260.0, 14.0)  # width and height of the colour bar
_SIGN = 13.0


@dataclass(frozen=True, slots=True)
class ColourBar:
    """What a scale of colours means.

    Attributes:
        title: What is coloured by.
        low: The number at its left end, in words.
        high: That at its right end.
        colours: Colours from left to right, as #rrggbb.
    """

    title: str
    low: str
    high: str
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """What one colour means.

    Attributes:
        name: The class, with its count if that is told.
        colour: Its colour, as #rrggbb.
    """

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class MapLegend:
    """All that is written below a map.

    Attributes:
        title: The slide.
        text: What is said of it in a line.
        ink: Colour of the letters, as #rrggbb.
        muted: Colour of what matters less.
        ground: Colour behind all.
        scale: Length of the scale bar in units, and what it says; None for none.
        bar: What a scale of colours means; None for none.
        heading: What the classes are of.
        classes: What single colours mean.
    """

    title: str
    text: str
    ink: str = "#1d2125"
    muted: str = "#5b6269"
    ground: str = "#ffffff"
    scale: tuple[float, str] | None = None
    bar: ColourBar | None = None
    heading: str = ""
    classes: Sequence[ClassLine] = field(default=())

    @property
    def height(self) -> float:
        """How much room it takes below the map."""
        lines = 1 + len(_wrapped(self.text, UNITS - 2 * _EDGE))
        if self.bar is not None:
            lines += 2
        lines += self._class_rows()
        return lines * _LINE + 2 * _EDGE

    def _class_rows(self) -> int:
        return _placed(self.classes)[1] + bool(self.heading) if self.classes else 0

    def svg(self, top: float) -> str:
        """Return its elements, to stand below a map that ends at `top`."""
        parts = [
            f'<rect y="{top:.2f}" width="{UNITS:g}" height="{self.height:.2f}" '
            f"fill={quoteattr(self.ground)}/>"
        ]
        y = top + _EDGE + _FONT
        parts.append(_text(_EDGE, y, self.title, self.ink, bold=True))
        if self.scale is not None:
            parts.append(self._scale_bar(y))
        for line in _wrapped(self.text, UNITS - 2 * _EDGE):
            y += _LINE
            parts.append(_text(_EDGE, y, line, self.muted))
        if self.bar is not None:
            y += 2 * _LINE
            parts.append(self._colour_bar(self.bar, y))
        if self.classes:
            if self.heading:
                y += _LINE
                parts.append(_text(_EDGE, y, self.heading, self.ink))
            places, _ = _placed(self.classes)
            for one, (x, row) in zip(self.classes, places, strict=True):
                at = y + (row + 1) * _LINE
                parts.append(
                    f'<rect x="{x:.1f}" y="{at - _SIGN + 2:.1f}" width="{_SIGN}" '
                    f'height="{_SIGN}" fill={quoteattr(one.colour)}/>'
                )
                parts.append(_text(x + _SIGN + 6, at, one.name, self.ink))
        return "\n".join(parts)

    def _scale_bar(self, y: float) -> str:
        assert self.scale is not None
        length, text = self.scale
        right, middle = UNITS - _EDGE, y - _FONT / 3
        left = right - length
        path = f"M{left:.2f} {middle - 5:.2f}v10M{left:.2f} {middle:.2f}h{length:.2f}m0-5v10"
        return (
            f'<path d="{path}" fill="none" stroke={quoteattr(self.ink)} stroke-width="2"/>\n'
            + _text(left - 8, y, text, self.ink, anchor="end")
        )

    def _colour_bar(self, bar: ColourBar, y: float) -> str:
        width, height = _BAR
        last = max(len(bar.colours) - 1, 1)
        stops = "".join(
            f'<stop offset="{i / last:.4f}" stop-color={quoteattr(colour)}/>'
            for i, colour in enumerate(bar.colours)
        )
        left = _EDGE
        return "\n".join(
            (
                f'<defs><linearGradient id="scale" x1="0" y1="0" x2="1" y2="0">{stops}'
                "</linearGradient></defs>",
                _text(left, y - _LINE, bar.title, self.ink),
                f'<rect x="{left}" y="{y - _FONT + 3:.1f}" width="{width}" height="{height}" '
                'fill="url(#scale)"/>',
                _text(left + width + 10, y, f"{bar.low} – {bar.high}", self.ink),
            )
        )


def begin_svg(height: float, ground: str, title: str) -> str:
    """Return the first lines of a drawing that is `UNITS` wide."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{UNITS:g}" height="{height:.0f}" '
        f'viewBox="0 0 {UNITS:g} {height:.2f}" font-family="sans-serif">\n'
        f"<title>{_clean(title)}</title>\n"
        f'<rect width="{UNITS:g}" height="{height:.2f}" fill={quoteattr(ground)}/>\n'
    )


def _text(
    x: float, y: float, text: str, colour: str, *, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{_FONT}"{weight} text-anchor="{anchor}" '
        f"fill={quoteattr(colour)}>{_clean(text)}</text>"
    )


def _clean(text: str) -> str:
    """Return a text as XML can hold it: names come from files, and may hold anything."""
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))


def _width(text: str) -> float:
    return len(text) * _FONT * _LETTER


def _wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines that have room, broken between its parts."""
    lines: list[str] = []
    for part in text.split(" · ") if text else []:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and _width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _placed(classes: Sequence[ClassLine]) -> tuple[list[tuple[float, int]], int]:
    """Return x and row of each class, and how many rows there are."""
    places, x, row = [], _EDGE, 0
    for one in classes:
        width = _SIGN + 6 + _width(one.name) + 18
        if x > _EDGE and x + width > UNITS - _EDGE:
            x, row = _EDGE, row + 1
        places.append((x, row))
        x += width
    return places, row + 1 if classes else 0
