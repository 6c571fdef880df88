"""Payloads as plain values, quickly.

A payload is walked entry by entry, as the protobuf encoding lays it out (`wire` does the same for
the locations of many records at once). Two kinds of entry are known at sight:

* a short one: of a known feature, byte for byte like one decoded before (a slide's name, a
  coordinate that another tile has), or of one value of any feature;
* the image: of an entry so long, only one beginning can be that of a single value of
  `image_raw`.

Anything else is decoded by protobuf, so that nothing is guessed: what protobuf takes is taken, to
the same values, and what it refuses is refused.
"""

import struct
from typing import Any

from google.protobuf.message import DecodeError

from tfrviewer.tfrecord.example import Features, SequenceExample, plain_value

_KNOWN = ("image_raw", "slide", "loc_x", "loc_y")
_NONE: dict[str, Any] = dict.fromkeys(_KNOWN)
_MALFORMED = "its protobuf data is malformed"
_NO_EXAMPLE = "it has none of the parts of an Example"

_TAG = 1 << 3 | 2
"""Of field 1, something with a length: features in an Example, an entry, a name, a value."""
_TAGGED = bytes((_TAG,))
_BYTES, _FLOATS, _INTS = (field << 3 | 2 for field in (1, 2, 3))
"""Of the lists that a Feature may hold."""
_float = struct.Struct("<f")
_IMAGE_NAME = _TAGGED + b"\x09image_raw" + bytes((2 << 3 | 2,))
"""An entry's name, and the tag of its Feature."""

_MOST_KEPT = 1 << 15
_short: dict[bytes, tuple[str, Any]] = {}
"""Name and value of short entries of the known features, by their bytes."""
_image_starts: dict[int, bytes] = {}
"""How an entry of one `image_raw` goes up to the image, by the length of its content."""


def read_values(payload: bytes) -> dict[str, Any]:
    """Decode a payload to plain values.

    Returns:
        By name: one value as that value, several as a list, none as an empty list; `slide` as
        str; the four known features first, the others sorted. A feature list of a
        SequenceExample is a list of its steps' values.

    Raises:
        ValueError: If the payload is neither an Example nor a SequenceExample.
    """
    return with_text(read_stored(payload, len(payload)))


def with_text(values: dict[str, Any]) -> dict[str, Any]:
    """Make text of the slide's name; bytes that are not UTF-8 become replacement characters."""
    slide = values.get("slide")
    if type(slide) is bytes:
        values["slide"] = slide.decode("utf-8", "replace")
    return values


def read_stored(data: bytes, end: int) -> dict[str, Any]:
    """Decode a payload as `read_values`, but leave the slide's name the bytes that are stored.

    Args:
        data: The payload, and whatever follows it.
        end: Where the payload ends.

    Raises:
        ValueError: As `read_values`.
    """
    values = _walk(data, end)
    if values is None:
        values = _decode(data[:end])
    if len(values) == 4 and None not in values.values():
        return values
    there = {name: values[name] for name in _KNOWN if values.get(name) is not None}
    return there | {name: values[name] for name in sorted(values.keys() - _NONE.keys())}


def _walk(data: bytes, end: int) -> dict[str, Any] | None:
    """Return the values of an Example in one piece, or None for protobuf to decode it whole.

    Returns:
        The known features first, None for each that is not there.
    """
    values = _NONE.copy()
    try:
        size, at = _length(data, 0)
        if at + size != end:
            return None
        while at < end:
            size = data[at + 1]
            if size < 128:
                after = at + 2 + size
                entry = data[at:after]
                known = _short.get(entry)
                if known is None:
                    known = _decode_short(entry)
                    if known is None:
                        return None
                values[known[0]] = known[1]
                at = after
                continue
            third = data[at + 3]
            if 0 < third < 128 <= data[at + 2]:  # 16 kB to 2 MiB: most images
                size, body = size & 127 | (data[at + 2] & 127) << 7 | third << 14, at + 4
            else:
                size, body = _length(data, at)
                if size < 128:  # too long to be read here, or not written as protobuf does
                    return None
            start = _image_starts.get(size)
            if start is None:
                start = _start_of_image(size)
            after = body + size
            if start and data.startswith(start, body) and data[at] == _TAG:
                values["image_raw"] = data[body + len(start) : after]
            else:
                other = _decode_entry(data[at:after])
                if other is None:
                    return None
                values[other[0]] = other[1]
            at = after
    except IndexError:  # it ends within a length
        return None
    return values if at == end else None


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Read how long is what begins at a place: all features, or the entry of one.

    Returns:
        The length and where the content begins; a place before the data for what does not begin
        like either, or is longer than 2 MiB.
    """
    # Without a loop, which would take as long as all the rest of a record.
    if data[at] == _TAG:
        first = data[at + 1]
        if first < 128:
            return first, at + 2
        second = data[at + 2]
        if second < 128:
            return first & 127 | second << 7, at + 3
        third = data[at + 3]
        if third < 128:
            return first & 127 | (second & 127) << 7 | third << 14, at + 4
    return -1, 0


def _decode_short(entry: bytes) -> tuple[str, Any] | None:
    """Return the name and value of a feature that takes less than 128 bytes."""
    known = _one_value(entry) or _decode_entry(entry)
    if known is not None and known[0] in _NONE and not isinstance(known[1], list):
        if len(_short) >= _MOST_KEPT:
            _short.clear()
        _short[entry] = known
    return known


def _one_value(entry: bytes) -> tuple[str, Any] | None:
    """Return the name and value of a short entry of one value, written as protobuf writes it.

    Behind the name come the Feature, its list and, but for floats, the value's own length or
    bytes, each with a tag and a length of one byte that must reach just to the end.
    """
    name_end = 4 + entry[3]
    value = entry[name_end + 6 :]
    size = len(value)
    rest = entry[name_end : name_end + 6]
    kind = rest[2] if len(rest) == 6 else 0
    start = bytes((0x12, size + 4, kind, size + 2, _TAG, size)) if size < 120 else b""
    if entry[0] != _TAG or entry[2] != _TAG or entry[1] != len(entry) - 2 or rest != start:
        return None
    try:
        name = entry[4:name_end].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if kind == _BYTES:
        return name, value
    if kind == _FLOATS and size == 4:
        return name, _float.unpack(value)[0]
    if kind == _INTS and 0 < size < 10 and value[-1] < 128 and _all_continue(value[:-1]):
        number = 0
        for byte in reversed(value):
            number = number << 7 | byte & 127
        return name, number
    return None


def _all_continue(data: bytes) -> bool:
    return all(byte > 127 for byte in data)


def _decode_entry(entry: bytes) -> tuple[str, Any] | None:
    """Return the name and value of a feature; None if this is not one feature."""
    try:
        features = Features.FromString(entry).feature
    except DecodeError:  # it may not end where it was cut
        return None
    if len(features) != 1:
        return None
    ((name, feature),) = features.items()
    return name, plain_value(feature)


def _start_of_image(size: int) -> bytes:
    """Return how an entry of one `image_raw` goes up to the image; empty if none is so long.

    Within the entry lie the name, then one within the other the Feature, its BytesList and the
    image, each behind a tag and a length.
    """
    start = b""
    width = len(_varint(size))
    # Each of the three lengths is written in as many bytes as that of the whole, or in one less.
    for around in range(3 * width + 2, 3 * width - 2, -1):
        image = size - len(_IMAGE_NAME) - around
        values = _TAGGED + _varint(max(image, 0))
        feature = _TAGGED + _varint(len(values) + image)
        found = _varint(len(feature) + len(values) + image) + feature + values
        if len(found) == around and image >= 0:
            start = _IMAGE_NAME + found
            break
    if len(_image_starts) >= _MOST_KEPT:
        _image_starts.clear()
    _image_starts[size] = start
    return start


def _varint(value: int) -> bytes:
    """Encode a number in groups of 7 bits, the lowest first."""
    groups = bytearray()
    while value > 127:
        groups.append(value & 127 | 128)
        value >>= 7
    groups.append(value)
    return bytes(groups)


def _decode(payload: bytes) -> dict[str, Any]:
    """Decode any payload.

    Raises:
        ValueError: If it is malformed, or has no part of an Example.
    """
    try:
        message = SequenceExample.FromString(payload)
    except DecodeError:
        raise ValueError(_MALFORMED) from None
    context = message.context.feature
    values = {name: plain_value(context[name]) for name in context}
    if message.HasField("feature_lists"):
        lists = message.feature_lists.feature_list
        for name in sorted(lists):
            values[name] = [plain_value(step) for step in lists[name].feature]
    elif payload and not message.HasField("context"):
        raise ValueError(_NO_EXAMPLE)
    return values
