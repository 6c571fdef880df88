"""The colours of flags on the map: the same for one flag, however often it was given."""

from collections.abc import Mapping, Sequence
from typing import Final

from tfrviewer.review.names import KEEP, REJECT, UNSURE
from tfrviewer.tiles.drawing.colour_scales import CLASS_COLOURS, hex_argb

_OWN: Final = {KEEP: "009e73", REJECT: "d55e00", UNSURE: "f0e442"}
"""Of the classes' colours, which people without red or without green tell apart as well."""
_NEAR_REJECT: Final = CLASS_COLOURS[0]
_OTHERS: Final = (
    *(one for one in CLASS_COLOURS if one not in _OWN.values() and one != _NEAR_REJECT),
    _NEAR_REJECT,
)


def flag_pixels(names: Sequence[str], classes: Mapping[int, str]) -> list[int]:
    """Return an opaque ARGB a flag.

    Args:
        names: The flags, no more than there are colours of classes.
        classes: The classes by key: each has a colour of its own, and others come after them.
    """
    keyed = [name for _, name in sorted(classes.items()) if name not in _OWN]
    unkeyed = sorted(name for name in names if name not in _OWN and name not in keyed)
    places = {name: place for place, name in enumerate([*keyed, *unkeyed])}
    return [hex_argb(_OWN.get(name) or _OTHERS[places[name] % len(_OTHERS)]) for name in names]
