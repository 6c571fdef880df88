"""What a slide may be called in the names of its tiles."""

import re

_SHORT, _LONG = 12, 60
_BARCODE = re.compile(
    r"(TCGA-[0-9A-Z]{2}-[0-9A-Z]{4}-[0-9]{2}[A-Z]-[0-9]{2}-[A-Z]{2}[0-9A-Z]{1,2})\..+"
)


def owners_of(slide: str, folder: str) -> tuple[str, ...]:
    """Return what a slide may be called in the names of its tiles.

    Its name, that of the folder, and of a TCGA barcode with a UUID the barcode alone
    (`TCGA-A1-A0SB-01Z-00-DX1`) and, as Slideflow does where both have 60 letters together, the
    first 12 of them.
    """
    names = dict.fromkeys((slide, folder))
    barcodes = [match for match in map(_BARCODE.fullmatch, names) if match is not None]
    # The longer first: what a name begins with is tried in this order.
    names.update(dict.fromkeys(match[1] for match in barcodes))
    names.update({name[:_SHORT]: None for name in tuple(names) if len(name) == _LONG})
    return tuple(names)
