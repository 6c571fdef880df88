"""Big TFRecords to measure on, drawn and framed here byte by byte.

Nothing of tfrviewer makes them: what is measured should not have made its own ground. The tiles
are drawn so that their JPEGs have the sizes of stained tissue: about 35 kB for 299 px at quality
90, 22 kB at 75. Every corpus is the same each time, byte for byte, with the same Pillow.
"""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import google_crc32c
import numpy as np
import numpy.typing as npt
from PIL import Image

_STRIDE = 1024
_DISTINCT = 512
_PICTURE = 1536
_SUFFIX = ".tfrecords"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus is made of.

    Attributes:
        name: Its folder.
        slides: How many TFRecords.
        tiles: How many records each has.
        tile_px: The side of a tile.
        quality: Of its JPEGs.
    """

    name: str
    slides: int
    tiles: int
    tile_px: int
    quality: int


CORPORA = {
    corpus.name: corpus
    for corpus in (
        Corpus("one20k", 1, 20_000, 299, 90),
        Corpus("d20x1000", 20, 1000, 299, 90),
        Corpus("d941x302", 941, 302, 299, 75),
        Corpus("million", 941, 1063, 64, 75),
        Corpus("one_million", 1, 1_000_000, 64, 90),
        Corpus("loose5000", 10, 500, 299, 90),
        Corpus("loose1000", 1, 1000, 64, 75),
        Corpus("loose100k", 1, 100_000, 64, 75),
    )
}


def files(folder: Path, corpus: Corpus) -> list[Path]:
    """Return the TFRecords of a corpus in order; make them first if they are not there."""
    home = folder / corpus.name
    if not home.is_dir():
        print(f"making {corpus.slides * corpus.tiles:,} records in {home} …", flush=True)
        part = folder / f".{corpus.name}.part"
        part.mkdir(parents=True, exist_ok=True)
        make(part, corpus)
        part.rename(home)
    return sorted(home.glob(f"*{_SUFFIX}"))


def loose(folder: Path, corpus: Corpus) -> Path:
    """Return a folder of image files, a folder a slide; make them first if they are not there.

    Images of the same bytes are one file under many names, where they are more than distinct.
    """
    home = folder / corpus.name
    if not home.is_dir():
        print(f"making {corpus.slides * corpus.tiles:,} images in {home} …", flush=True)
        part = folder / f".{corpus.name}.part"
        rng = np.random.default_rng(941)
        tiles = list(_tiles(corpus, min(_DISTINCT, corpus.slides * corpus.tiles), rng))
        links = corpus.tile_px < 100  # tiny ones are made to be many, not to be read
        for number in range(corpus.slides):
            slide = part / f"slide-{number}"
            slide.mkdir(parents=True, exist_ok=True)
            side = math.ceil(math.sqrt(corpus.tiles))
            for at in range(corpus.tiles):
                path = slide / _name(slide.name, at, side)
                if links and at >= len(tiles):
                    path.hardlink_to(slide / _name(slide.name, at % len(tiles), side))
                else:
                    path.write_bytes(tiles[(number * corpus.tiles + at) % len(tiles)])
        part.rename(home)
    return home


def _name(slide: str, at: int, side: int) -> str:
    return f"{slide}-{512 + _STRIDE * (at % side)}-{512 + _STRIDE * (at // side)}.jpg"


def make(folder: Path, corpus: Corpus) -> None:
    """Write the TFRecords of a corpus into a folder."""
    rng = np.random.default_rng(941)
    images = [
        _bytes_feature(b"image_raw", tile)
        for tile in _tiles(corpus, min(_DISTINCT, corpus.slides * corpus.tiles), rng)
    ]
    for number in range(corpus.slides):
        slide = f"TCGA-{number // 100:02d}-{number:04d}-01Z-00-DX1"
        with open(folder / f"{slide}{_SUFFIX}", "wb", buffering=1 << 22) as file:
            file.writelines(_slide(slide.encode(), corpus.tiles, images, rng))


def _slide(
    slide: bytes, tiles: int, images: list[bytes], rng: np.random.Generator
) -> Iterator[bytes]:
    """Yield the framed records of a slide, its tiles on a square grid in no order."""
    side = math.ceil(math.sqrt(tiles))
    cells = rng.permutation(tiles)
    order = rng.permutation(4)
    picks = rng.integers(len(images), size=tiles)
    name = _bytes_feature(b"slide", slide)
    for cell, pick in zip(cells.tolist(), picks.tolist(), strict=True):
        parts = (
            images[pick],
            name,
            _int_feature(b"loc_x", 512 + cell % side * _STRIDE),
            _int_feature(b"loc_y", 512 + cell // side * _STRIDE),
        )
        yield _framed(_field(1, b"".join(parts[part] for part in order)))


def _tiles(corpus: Corpus, count: int, rng: np.random.Generator) -> Iterator[bytes]:
    """Yield JPEGs of tiles cut out of a drawn piece of tissue."""
    picture = _tissue(rng)
    room = _PICTURE - corpus.tile_px
    for _ in range(count):
        x, y = rng.integers(room, size=2)
        tile = np.rot90(
            picture[y : y + corpus.tile_px, x : x + corpus.tile_px], int(rng.integers(4))
        )
        stained = tile * rng.uniform(0.88, 1.06, 3) + rng.normal(0, 2, tile.shape)
        file = BytesIO()
        Image.fromarray(np.clip(stained, 0, 255).astype(np.uint8)).save(
            file, "JPEG", quality=corpus.quality
        )
        yield file.getvalue()


def _tissue(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw stroma of several finenesses, with nuclei: float (_PICTURE, _PICTURE, 3)."""
    eosin = sum(
        weight * _noise(rng, cells)
        for cells, weight in ((12, 0.34), (48, 0.24), (192, 0.2), (768, 0.22))
    )
    picture = np.array((246.0, 226, 238)) - np.asarray(eosin)[..., None] * (52.0, 120, 70)
    ys, xs = np.mgrid[-9:10, -9:10]
    for _ in range(9000):
        x, y = rng.integers(9, _PICTURE - 10, size=2)
        turn, long, short = rng.uniform(0, math.pi), rng.uniform(4, 8), rng.uniform(3, 5)
        along = xs * math.cos(turn) + ys * math.sin(turn)
        across = ys * math.cos(turn) - xs * math.sin(turn)
        cover = np.clip(1.8 - 1.4 * np.hypot(along / long, across / short), 0, 0.9)[..., None]
        spot = picture[y - 9 : y + 10, x - 9 : x + 10]
        spot += cover * (rng.uniform(0.8, 1.2) * np.array((92.0, 58, 132)) - spot)
    return picture + rng.normal(0, 4, picture.shape[:2])[..., None]


def _noise(rng: np.random.Generator, cells: int) -> npt.NDArray[np.float64]:
    """Draw smooth noise of 0 to 1 with so many cells a side."""
    coarse = Image.fromarray(rng.random((cells, cells), np.float32))
    return np.asarray(coarse.resize((_PICTURE, _PICTURE), Image.Resampling.BICUBIC), np.float64)


# The wire format of protocol buffers, as far as an Example needs it.


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, body: bytes) -> bytes:
    return b"%c%b%b" % (number << 3 | 2, _varint(len(body)), body)


def _bytes_feature(name: bytes, value: bytes) -> bytes:
    return _entry(name, _field(1, _field(1, value)))


def _int_feature(name: bytes, value: int) -> bytes:
    return _entry(name, _field(3, _field(1, _varint(value))))


def _entry(name: bytes, feature: bytes) -> bytes:
    return _field(1, _field(1, name) + _field(2, feature))


def _framed(payload: bytes) -> bytes:
    length = struct.pack("<Q", len(payload))
    return b"%b%b%b%b" % (length, _crc(length), payload, _crc(payload))


def _crc(data: bytes) -> bytes:
    crc = google_crc32c.value(data)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)
