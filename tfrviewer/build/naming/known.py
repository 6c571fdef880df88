"""The patterns that are recognised by themselves, the most telling ones first.

Each is what a program that cuts slides into tiles writes, as its own source has it:

* QuPath, `TileExporter`: `name [d=2,x=0,y=0,w=512,h=512,z=1,t=1]`, in pixels of the whole image;
  d, z and t are left out where they are 1, 0 and 0. Versions before 0.2 wrote no comma before h.
  Scripts for it that are much used write `name (d=2.00, x=0, y=0, w=512, h=512, z=0)`, or turn `=`
  into `-`, `,` into `_`, and drop brackets.
* histolab, `Tiler._tile_filename`: `prefix` `tile_3_level0_0-0-512-512`, upper left and lower
  right corner at level 0.
* CODAIT deep-histopath, `get_tile_image_path`: `TUPAC-TR-001-tile-r1-c2-x1024-y0-w1024-h1024`.
* KatherLab preprocessing, `extract_tiles`: `name_(1024,2048)`, upper left corner at level 0.
* Slideflow, `WSI.extract_tiles`: `name-1280-768`, the centre; and what `extract_tiles` of this
  package adds to it where two have one location.
* OpenSlide `deepzoom_tile.py`, DeepPATH, DSMIL, libvips `dzsave`: `name_files/17/3_4`, column and
  row, in a folder of each level.
* CLAM keeps upper left corners at level 0 in an HDF5 file; who writes images of them names them
  `name_1024_2048` or, in a folder of the slide, `1024_2048`.
* `name_x1024_y2048`, with or without marks between, as in the breast histopathology images of
  Kaggle (`10253_idx5_x1351_y1101_class0`). What the numbers mean is not told: they are taken as
  they are.

PyHIST numbers its tiles, and `Tile_20_512_0` of TIAToolbox is in pixels of another magnification
than the slide's: their names tell no location.
"""

import re

from tfrviewer.build.naming.pattern import WHOLE, Pattern
from tfrviewer.build.request.choices import Anchor

_INTEGER = r"-?[0-9]{1,18}"
_COUNT = r"[0-9]{1,18}"
_NEXT = "[,_] ?"


def _known(
    word: str,
    title: str,
    example: str,
    template: str,
    anchor: Anchor,
    *,
    joint: str,
    rest: str,
    refused: str = "",
    flags: int = 0,
    is_sure: bool = True,
    is_guarded: bool = False,
    mark: str = "",
) -> Pattern:
    """Return a pattern of a slide, what joins, and the rest; the first two may be missing.

    The slide is as short as may be: the sign of "slide--256--128" belongs to the number.
    """
    return Pattern(
        word=word,
        title=title,
        example=example,
        template=template,
        anchor=anchor,
        expression=re.compile(rf"{refused}(?:(?P<slide>.+?)(?:{joint}))?{rest}", re.DOTALL | flags),
        rest=re.compile(f"(?:{joint}){rest}", re.DOTALL | flags),
        is_sure=is_sure,
        is_guarded=is_guarded,
        mark=mark,
    )


QUPATH = _known(
    "qupath",
    "QuPath",
    "slide [d=2,x=1024,y=512,w=1024,h=1024].jpg",
    "{slide} [d={*},x={x},y={y},w={width},h={height}]",
    Anchor.CORNER,
    mark="w",
    joint="[ _]?",
    rest=rf"[\[(]?(?:d[=-][0-9.]{{1,24}}{_NEXT})?x[=-](?P<x>{_INTEGER}){_NEXT}y[=-](?P<y>{_INTEGER})"
    rf"{_NEXT}w[=-](?P<width>{_COUNT})(?:{_NEXT})?h[=-](?P<height>{_COUNT})"
    rf"(?:{_NEXT}z[=-]{_COUNT})?(?:{_NEXT}t[=-]{_COUNT})?[\])]?",
)
HISTOLAB = _known(
    "histolab",
    "histolab",
    "slide_tile_0_level0_1024-512-1536-1024.png",
    "{slide}_tile_{*}_level{level}_{x}-{y}-{right}-{bottom}",
    Anchor.CORNER,
    mark="tile_",
    joint="[_-]?",
    rest=rf"tile_{_COUNT}_level-?[0-9]{{1,9}}_(?P<x>{_INTEGER})-(?P<y>{_INTEGER})"
    rf"-(?P<right>{_INTEGER})-(?P<bottom>{_INTEGER})",
)
HISTOPATH = _known(
    "deep-histopath",
    "deep-histopath",
    "slide-tile-r1-c2-x1024-y512-w1024-h1024.png",
    "{slide}-tile-r{*}-c{*}-x{x}-y{y}-w{width}-h{height}",
    Anchor.CORNER,
    mark="-x",
    joint="-",
    rest=rf"(?:tile-)?r{_COUNT}-c{_COUNT}-x(?P<x>{_INTEGER})-y(?P<y>{_INTEGER})"
    rf"-w(?P<width>{_COUNT})-h(?P<height>{_COUNT})",
)
BRACKETS = _known(
    "brackets",
    "KatherLab, (x,y)",
    "slide_(1024,512).jpg",
    "{slide}_({x},{y})",
    Anchor.CORNER,
    mark="(",
    joint="[_ -]?",
    rest=rf"\((?P<x>{_INTEGER}), ?(?P<y>{_INTEGER})\)",
)
XY = _known(
    "xy",
    "x… y…",
    "slide_x1024_y512.png",
    "{slide}_x{x}_y{y}",
    Anchor.CENTRE,
    mark="y",
    joint=r"[^a-z0-9\[]",
    rest=r"x[_=-]?(?P<x>-?[0-9]{1,9})[_,-]y[_=-]?(?P<y>-?[0-9]{1,9})(?:[^a-z0-9].*)?",
    flags=re.IGNORECASE,
)
SLIDEFLOW = _known(
    "slideflow",
    "Slideflow",
    "slide-1280-768.jpg",
    "{slide}-{x}-{y}",
    Anchor.CENTRE,
    mark="-",
    joint="-",
    rest=rf"(?P<x>{WHOLE})-(?P<y>{WHOLE})(?:-record[0-9]+(?:-[0-9]+)?)?",
    is_sure=False,
    is_guarded=True,
)
CLAM = _known(
    "clam",
    "CLAM, corners",
    "slide_1024_512.png",
    "{slide}_{x}_{y}",
    Anchor.CORNER,
    mark="_",
    joint="_",
    rest=rf"(?P<x>{WHOLE})_(?P<y>{WHOLE})_?",
    refused=r"(?!Tile_[0-9])",
    is_sure=False,
    is_guarded=True,
)
DEEPZOOM = _known(
    "deepzoom",
    "DeepZoom, columns and rows",
    "17/3_4.jpeg",
    "{column}_{row}",
    Anchor.CORNER,
    joint="_",
    rest=r"(?P<column>(?:0|[1-9][0-9]{0,8}))_(?P<row>(?:0|[1-9][0-9]{0,8}))",
    is_sure=False,
)

KNOWN: tuple[Pattern, ...] = (
    QUPATH,
    HISTOLAB,
    HISTOPATH,
    BRACKETS,
    XY,
    SLIDEFLOW,
    CLAM,
    DEEPZOOM,
)
"""Each name is of the first of these that it fits."""


def known(word: str) -> Pattern | None:
    """Return the pattern of a word, in capitals or not; None if there is none."""
    return next((pattern for pattern in KNOWN if pattern.word == word.lower()), None)
