"""What a slide may be called in the names of its tiles."""

_SHORT, _LONG = 12, 60


def owners_of(slide: str, folder: str) -> tuple[str, ...]:
    """Return what a slide may be called in the names of its tiles.

    Its name, that of the folder, and, as Slideflow does for TCGA barcodes with a UUID, which
    have 60 letters, the first 12 of them.
    """
    names = dict.fromkeys((slide, folder))
    names.update({name[:_SHORT]: None for name in tuple(names) if len(name) == _LONG})
    return tuple(names)
