"""What is said of a byte, of a part of a record, and of where they lie."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import number as count_text
from tfrviewer.gui.figures import quoted
from tfrviewer.gui.inspector.framed import Frame, FramedRecord
from tfrviewer.gui.inspector.values import as_text, figure_text
from tfrviewer.image_format import sniff_format
from tfrviewer.tfrecord.framing import HEADER
from tfrviewer.tfrecord.wire_spans import NodeKind, Part, Place, Wire

_LONGEST = 40


def frame_name(frame: Frame) -> str:
    """Return what a part of the framing is called."""
    return {
        Frame.LENGTH: _tr("Length"),
        Frame.LENGTH_CRC: _tr("Checksum of the length"),
        Frame.PAYLOAD: _tr("Payload"),
        Frame.PAYLOAD_CRC: _tr("Checksum of the payload"),
    }[frame]


def one_of(record: FramedRecord, frame: Frame) -> str:
    """Return what a part of the framing holds, and whether it is right."""
    framing = record.framing
    match frame:
        case Frame.LENGTH:
            return _tr("{0} bytes").format(count_text(framing.length))
        case Frame.LENGTH_CRC:
            return crc_words(framing.length_crc_stored, framing.length_crc_computed)
        case Frame.PAYLOAD_CRC:
            return crc_words(framing.payload_crc_stored, framing.payload_crc_computed)
    if record.wire is None:
        return size_words(len(record.payload))
    name = record.wire.nodes[0].name
    if record.wire.problems:
        return _tr("{0}, damaged ✗").format(name)
    return _tr("{0}, {1}").format(name, size_words(len(record.payload)))


def crc_words(stored: int, computed: int) -> str:
    """Return a stored checksum, and what was computed where that is another.

    Which of the two is wrong, the checksum or the bytes, nobody can tell.
    """
    if stored == computed:
        return _tr("{0} ✓ holds").format(f"{stored:08x}")
    return _tr("{0} ✗ computed: {1}").format(f"{stored:08x}", f"{computed:08x}")


def node_words(wire: Wire, number: int, payload: bytes) -> str:
    """Return what a node of the payload holds, in a line."""
    node = wire.nodes[number]
    if node.problem:
        return _tr("✗ {0}").format(node.problem)
    size = node.end - node.inner
    match node.kind:
        case NodeKind.MESSAGE | NodeKind.UNKNOWN:
            return size_words(size)
        case NodeKind.NAME:
            return bytes_text(payload[node.inner : node.end])
        case NodeKind.BYTES:
            data = payload[node.inner : min(node.end, node.inner + 64)]
            return _tr("{0}, {1}").format(bytes_text(data), size_words(size))
    if node.values != 1:
        return (
            _tr("no numbers")
            if not node.values
            else _tr("{0} numbers").format(count_text(node.values))
        )
    place = wire.at(node.inner)
    value = None if place is None else place.value
    return "" if value is None or isinstance(value, bytes) else figure_text(value)


def place_words(record: FramedRecord, offset: int) -> str:
    """Return what a byte of a record is: where in the message, what, and which bytes belong to it.

    Args:
        record: The record.
        offset: The byte, counted from the beginning of the record.
    """
    frame = record.frame_at(offset)
    place = record.place_at(offset)
    if frame is not Frame.PAYLOAD or place is None:
        where = bytes_words(*record.span(frame))
        return _tr("{0}: {1} · {2}").format(frame_name(frame), one_of(record, frame), where)
    where = bytes_words(place.start + HEADER, place.end + HEADER)
    what = part_words(place)
    return _tr("{0} · {1} · {2}").format(place.path, what, where)


def part_words(place: Place) -> str:
    """Return what the bytes of a place are for."""
    value = place.value
    match place.part:
        case Part.TAG:
            return _tr("tag of field {0}").format(value)
        case Part.LENGTH:
            return _tr("length {0}").format(count_text(value) if isinstance(value, int) else value)
        case Part.NAME:
            return _tr("name {0}").format(bytes_text(value if isinstance(value, bytes) else b""))
        case Part.UNKNOWN:
            return _tr("a field that Examples do not have")
        case Part.BROKEN:
            return _tr("✗ broken: {0}").format(place.problem)
        case Part.REST:
            return _tr("not taken apart: there is too much of it")
    if isinstance(value, bytes):
        return _tr("value {0}").format(bytes_text(value))
    said = "" if value is None else figure_text(value)
    if place.which is not None:
        return _tr("value {0} at [{1}]").format(said, place.which)
    return _tr("value {0}").format(said)


def bytes_words(start: int, end: int) -> str:
    """Return which bytes of a record these are, the last of them included."""
    if end - start == 1:
        return _tr("byte {0}").format(start)
    return _tr("bytes {0}–{1}").format(start, end - 1) if end > start else _tr("no bytes")


def size_words(size: int) -> str:
    """Return a number of bytes."""
    return _tr("1 byte") if size == 1 else _tr("{0} bytes").format(count_text(size))


def bytes_text(data: bytes) -> str:
    """Return some bytes in a few letters: text in quotes, else hexadecimal."""
    image = sniff_format(data)
    if image is not None:
        return _tr("{0} image").format(image.upper())
    text = as_text(data)
    if text is None and len(data) >= 4:  # a letter may have been cut in two
        text = next((t for n in (1, 2, 3) if (t := as_text(data[:-n])) is not None), None)
    if text is not None:
        text = " ".join(text.split())
        return quoted(f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text)
    return data[:12].hex(" ") + (" …" if len(data) > 12 else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordStructure", text)
