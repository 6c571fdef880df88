"""The chunks of a PNG."""

import struct

from tests.unit.tiles.pictures import encoded, png, tissue
from tfrviewer.tiles.image.png import chunks, flaw, kinds_before_pixels

PNG = encoded(tissue(24, 16), "PNG")


def test_chunks_are_walked_to_the_end() -> None:
    assert [chunk.kind for chunk in chunks(PNG + b"more")] == [b"IHDR", b"IDAT", b"IEND"]


def test_the_pixels_are_found_by_their_chunk_and_not_by_the_word() -> None:
    data = png(b"", (b"tEXt", b"IDAT tRNS"), (b"gAMA", b"1234"), (b"IDAT", b""))
    assert kinds_before_pixels(data) == [b"IHDR", b"tEXt", b"gAMA"]
    assert kinds_before_pixels(data[:40]) is None


def test_a_whole_png_has_no_flaw() -> None:
    assert flaw(PNG) is None
    assert flaw(PNG + b"what comes after is read by nobody") is None


def test_a_png_that_lacks_any_byte_is_cut_off() -> None:
    assert {flaw(PNG[:stop]) for stop in range(len(PNG))} == {"this PNG is cut off before its end"}
    endless = PNG[:8] + struct.pack(">I4s", 0xFFFFFFFF, b"tEXt")
    assert flaw(endless) == "this PNG is cut off before its end"


def test_a_chunk_whose_checksum_does_not_hold_is_named() -> None:
    at = PNG.index(b"IDAT") + 10
    flipped = PNG[:at] + bytes([PNG[at] ^ 1]) + PNG[at + 1 :]
    assert "b'IDAT'" in (flaw(flipped) or "")
