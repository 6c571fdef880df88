"""Which images of a TFRecord are like the others, and what becomes of those that are not."""

from dataclasses import dataclass, replace

import numpy as np

from tfrviewer.build.pictures.pictures import Picture, odd
from tfrviewer.build.planning.planned import UNKNOWN, PlannedImages
from tfrviewer.build.planning.wanted import ANYTHING, Size, Wanted
from tfrviewer.build.request.choices import Encoding, Unlike
from tfrviewer.build.request.request import Pictures
from tfrviewer.build.scan.scan import Scan
from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True)
class Sorted:
    """The images of one TFRecord, those that cannot be taken told apart.

    Attributes:
        images: Those that are taken, in the order they had.
        left_out: Places of the others in the columns, and why each is left out.
        picture: What most of them are going to be; None where they were not looked at.
        wanted: What all of them are to be.
    """

    images: PlannedImages
    left_out: tuple[tuple[int, Finding], ...]
    picture: Picture | None
    wanted: Wanted


def needs_look(pictures: Pictures) -> bool:
    """Tell whether images have to be looked at to plan what is asked of them."""
    return pictures.validate or _compares_size(pictures) or _compares_format(pictures)


def sort_out(images: PlannedImages, scan: Scan, pictures: Pictures) -> Sorted:
    """Tell images that can be taken from those that cannot.

    Args:
        images: The images of one TFRecord.
        scan: Where they were looked at.
        pictures: What is asked of them.
    """
    left: list[tuple[int, Finding]] = []
    if scan.faults:
        faulty = np.isin(images.at, np.fromiter(scan.faults, dtype=np.int64))
        left = [(at, scan.faults[at]) for at in images.at[faulty].tolist()]
        images = images.take(~faulty)
    if not len(images) or not needs_look(pictures):
        return Sorted(images, tuple(left), None, ANYTHING)
    codes = images.columns.picture[images.at]
    if (codes == UNKNOWN).any():
        raise ValueError("This plan compares images: scan with look=True.")
    common, picture = _commonest(images, codes, pictures)
    wanted = _wanted(common, pictures)
    table = images.columns.pictures
    odd_codes = [
        code
        for code in np.unique(codes).tolist()
        if not wanted.takes(table[code].size, table[code].format)
    ]
    if odd_codes:
        out = np.isin(codes, odd_codes)
        columns = images.columns
        left += [
            (at, replace(odd(table[code], wanted), file=columns.file(at)))
            for at, code in zip(images.at[out].tolist(), codes[out].tolist(), strict=True)
        ]
        images = images.take(~out)
    return Sorted(images, tuple(sorted(left, key=lambda one: one[0])), picture, wanted)


def _compares_size(pictures: Pictures) -> bool:
    return pictures.validate or pictures.size is not None or pictures.odd_size is Unlike.CONVERT


def _compares_format(pictures: Pictures) -> bool:
    return (
        pictures.validate
        or pictures.encoding is not Encoding.KEEP
        or pictures.mixed_format is Unlike.CONVERT
    )


def _commonest(
    images: PlannedImages, codes: "np.ndarray[tuple[int], np.dtype[np.int32]]", pictures: Pictures
) -> tuple[tuple[Size, str], Picture]:
    """Return the size and format that most images are going to have, and such a picture."""
    size = None if pictures.size is None else (pictures.size, pictures.size)
    encoding = None if pictures.encoding is Encoding.KEEP else pictures.encoding.value
    found, first, counts = np.unique(codes, return_index=True, return_counts=True)
    kinds: dict[tuple[Size, str], int] = {}
    pattern: dict[tuple[Size, str], Picture] = {}
    for at in np.argsort(first).tolist():
        picture = images.columns.pictures[found[at]]
        kind = (size or picture.size, encoding or picture.format)
        kinds[kind] = kinds.get(kind, 0) + int(counts[at])
        pattern.setdefault(kind, picture)
    most = max(kinds, key=kinds.__getitem__)  # of equals, the first by name
    picture = pattern[most]
    if picture.kind != most:
        picture = replace(picture, size=most[0], format=most[1], verbatim=False)
    return most, picture


def _wanted(common: tuple[Size, str], pictures: Pictures) -> Wanted:
    converts = pictures.odd_size is Unlike.CONVERT
    resize = pictures.size is not None or converts
    size = common[0] if _compares_size(pictures) else None
    if pictures.size is None and pictures.odd_size is Unlike.ACCEPT:
        size = None
    encode = pictures.encoding is not Encoding.KEEP or pictures.mixed_format is Unlike.CONVERT
    image_format = common[1] if _compares_format(pictures) else None
    if pictures.encoding is Encoding.KEEP and pictures.mixed_format is Unlike.ACCEPT:
        image_format = None
    return Wanted(size=size, format=image_format, resize=resize, encode=encode)
