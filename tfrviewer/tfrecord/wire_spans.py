"""What each byte of a payload is: the tags, lengths, names and values of its wire format.

For people who want to see how a record is made, and where it breaks. Nothing here raises,
whatever the bytes: what cannot be taken apart is a span that says why, and what encloses it goes
on where its own length says that it ends. Lists of numbers in one piece (packed) are one span;
which number a byte belongs to is found when asked for, so that 100 MB cost no more than 100 bytes.

The layout is that of TensorFlow's `example.proto` and `feature.proto`, in the encoding of protocol
buffers (https://protobuf.dev/programming-guides/encoding).
"""

import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

MOST_NODES: Final = 20_000
"""More are not taken apart: it is a loop in Python, which holds up the window's thread."""
_BYTES_TOLD: Final = 64
_LONGEST_VARINT: Final = 10
_MOST_GROUPS: Final = 32
_MOST_LOOKED_AT: Final = 4_096
"""Fields that are passed over to see of which kind a payload is: sound ones have one or two."""


class Part(StrEnum):
    """What a span of bytes is for."""

    TAG = "tag"
    """Which field follows, and how its end is told."""
    LENGTH = "length"
    """How many bytes follow."""
    NAME = "name"
    """The name of a feature or of a feature list."""
    VALUE = "value"
    """A value, or several numbers in one piece."""
    UNKNOWN = "unknown"
    """A field that an Example does not have; readers pass it over."""
    BROKEN = "broken"
    """Bytes that mean nothing where they are."""
    REST = "rest"
    """Sound as far as known, but not taken apart: there is too much of it."""


class NodeKind(StrEnum):
    """What a node is."""

    MESSAGE = "message"
    NAME = "name"
    BYTES = "bytes"
    FLOAT = "float"
    INT64 = "int64"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Node:
    """A message or a field within a payload.

    Attributes:
        parent: Number of the message it is in, -1 for the payload itself.
        name: Its name in `example.proto`, such as "int64_list".
        kind: What it is.
        start: Its first byte, that of its tag.
        inner: The first byte of its content.
        end: The byte after its last.
        index: Which of those of its name in its parent it is, from 0.
        children: How many nodes lie in it.
        key: Of a feature or feature list, its name; None while there is none.
        values: How many values it holds, if it holds any.
        problem: Why it cannot be read to its end; empty where it can.
    """

    parent: int
    name: str
    kind: NodeKind
    start: int
    inner: int
    end: int
    index: int = 0
    children: int = 0
    key: str | None = None
    values: int = 0
    problem: str = ""


class Span(NamedTuple):
    """Bytes from `start` up to `end` that are one part of the node numbered `node`."""

    start: int
    end: int
    part: Part
    node: int


class Place(NamedTuple):
    """What one byte is.

    Attributes:
        path: Where in the message, such as "features.feature['loc_x'].int64_list.value".
        part: What the bytes are for.
        start: First byte of the tag, the length or the one value.
        end: The byte after its last.
        node: Number of the node.
        which: Which of several numbers in one piece, else None.
        value: A number; of a tag the field's number; the first bytes of a name or of bytes.
        problem: Why it cannot be read; empty where it can.
    """

    path: str
    part: Part
    start: int
    end: int
    node: int
    which: int | None
    value: int | float | bytes | None
    problem: str


class Wire:
    """A payload taken apart.

    Attributes:
        nodes: Messages and fields, each before those in it; the first is the payload itself.
        spans: What the bytes are, in order and without gaps.
        is_sequence: Whether it is read as a SequenceExample.
    """

    def __init__(
        self, data: bytes, nodes: Sequence[Node], spans: Sequence[Span], *, is_sequence: bool
    ) -> None:
        self._data = data
        self.nodes = tuple(nodes)
        self.spans = tuple(spans)
        self.is_sequence = is_sequence
        self._starts = [span.start for span in spans]
        self._fields: dict[tuple[str, ...], int] = {}
        for number in range(len(self.nodes)):
            field = self._own_field(number)
            if field:  # as in any map, the last of one name counts
                self._fields[field] = number

    @property
    def problems(self) -> list[tuple[int, str]]:
        """The nodes that cannot be read to their end, and why."""
        return [(i, node.problem) for i, node in enumerate(self.nodes) if node.problem]

    def between(self, start: int, end: int) -> Sequence[Span]:
        """Return the spans that have bytes from `start` up to `end`."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = first
        while last < len(self.spans) and self.spans[last].start < end:
            last += 1
        return self.spans[first:last]

    def label(self, number: int) -> str:
        """Return the name of a node within its parent, such as "feature['loc_x']"."""
        node = self.nodes[number]
        if node.key is not None:
            return f"{node.name}[{node.key!r}]"
        if node.parent >= 0 and self._is_one_of_several(node):
            return f"{node.name}[{node.index}]"
        return node.name

    def path(self, number: int) -> str:
        """Return where a node is in the message, such as "features.feature['loc_x']"."""
        parts: list[str] = []
        while number > 0:
            node = self.nodes[number]
            # What an entry maps its key to is what people mean by the entry itself.
            if node.name != "value" or node.kind is not NodeKind.MESSAGE:
                parts.append(self.label(number))
            number = node.parent
        return ".".join(reversed(parts)) or self.nodes[0].name

    def field(self, number: int) -> tuple[str, ...]:
        """Return the field that a node belongs to: (name,), or (list, step); () for none."""
        while number > 0:
            own = self._own_field(number)
            if own:
                return own
            number = self.nodes[number].parent
        return ()

    def node_of(self, field: tuple[str, ...]) -> int | None:
        """Return the node of a field as `field` names it, None where there is none."""
        return self._fields.get(field)

    def at(self, offset: int) -> Place | None:
        """Return what a byte is; None beyond the payload."""
        if not 0 <= offset < len(self._data):
            return None
        span = self.spans[bisect_right(self._starts, offset) - 1]
        node = self.nodes[span.node]
        path = self.path(span.node)
        start, end, which = span.start, span.end, None
        value: int | float | bytes | None = None
        data = self._data
        if span.part is Part.TAG:
            value = _varint(data, start, end)[0] >> 3
        elif span.part is Part.LENGTH:
            value = _varint(data, start, end)[0]
        elif span.part is Part.VALUE and node.kind is NodeKind.FLOAT:
            if node.values > 1:
                which = (offset - start) // 4
                start += 4 * which
                end = start + 4
            (value,) = struct.unpack_from("<f", data, start)
        elif span.part is Part.VALUE and node.kind is NodeKind.INT64:
            if node.values > 1:
                which, start, end = _packed_at(data, start, end, offset)
            value = _signed(_varint(data, start, end)[0])
        elif span.part in (Part.VALUE, Part.NAME):
            value = data[start : min(end, start + _BYTES_TOLD)]
        problem = node.problem if span.part is Part.BROKEN else ""
        return Place(path, span.part, start, end, span.node, which, value, problem)

    def _own_field(self, number: int) -> tuple[str, ...]:
        node = self.nodes[number]
        if node.key is not None and node.name in ("feature", "feature_list"):
            return (node.key,)
        if node.name != "feature" or node.parent < 0:
            return ()
        steps = self.nodes[node.parent]  # the FeatureList, in the entry that has its name
        key = self.nodes[steps.parent].key if steps.parent >= 0 else None
        return () if key is None else (key, str(node.index))

    def _is_one_of_several(self, node: Node) -> bool:
        if node.index > 0:
            return True
        is_listed = node.name == "feature" or (
            node.name == "value" and node.kind is not NodeKind.MESSAGE
        )
        return is_listed and self.nodes[node.parent].children > 1


def wire_spans(payload: bytes, *, most: int = MOST_NODES) -> Wire:
    """Take a payload apart, as an Example, or as a SequenceExample where it has feature lists.

    Args:
        payload: Any bytes.
        most: How many messages and fields are told apart; what comes after is one span.
    """
    is_sequence = _has_feature_lists(payload)
    name = "SequenceExample" if is_sequence else "Example"
    walk = _Walk(payload, most)
    walk.nodes.append(Node(-1, name, NodeKind.MESSAGE, 0, 0, len(payload)))
    walk.message(name, 0, 0, len(payload))
    return Wire(payload, walk.nodes, walk.spans, is_sequence=is_sequence)


_VARINT, _FIXED64, _LEN, _GROUP, _END_GROUP, _FIXED32 = range(6)
_WIRE_NAMES: Final = {0: "a varint", 1: "8 bytes", 2: "a length", 3: "a group", 5: "4 bytes"}
_VALUES: Final = {
    "BytesList": NodeKind.BYTES,
    "FloatList": NodeKind.FLOAT,
    "Int64List": NodeKind.INT64,
}
_ENTRY: Final = {"Feature": "FeatureEntry", "FeatureList": "FeatureListEntry"}
_MESSAGES: Final[dict[str, dict[int, tuple[str, str]]]] = {
    "Example": {1: ("features", "Features")},
    "SequenceExample": {1: ("context", "Features"), 2: ("feature_lists", "FeatureLists")},
    "Features": {1: ("feature", "FeatureEntry")},
    "FeatureLists": {1: ("feature_list", "FeatureListEntry")},
    "FeatureEntry": {1: ("key", ""), 2: ("value", "Feature")},
    "FeatureListEntry": {1: ("key", ""), 2: ("value", "FeatureList")},
    "FeatureList": {1: ("feature", "Feature")},
    "Feature": {
        1: ("bytes_list", "BytesList"),
        2: ("float_list", "FloatList"),
        3: ("int64_list", "Int64List"),
    },
    "BytesList": {1: ("value", "")},
    "FloatList": {1: ("value", "")},
    "Int64List": {1: ("value", "")},
}
"""Of each message: its fields by number, with their names and messages; "" holds a value."""


class _Walk:
    """Walks through a payload; a message lies in a message six deep at most."""

    def __init__(self, data: bytes, most: int) -> None:
        self.data = data
        self.most = most
        self.grouped = most  # fields in groups that may still be passed over
        self.nodes: list[Node] = []
        self.spans: list[Span] = []

    def message(self, message: str, number: int, at: int, end: int) -> None:
        """Take apart the message that is the node `number` and lies from `at` up to `end`."""
        counts: dict[str, int] = {}
        while at < end:
            if len(self.nodes) >= self.most:
                self.spans.append(Span(at, end, Part.REST, number))
                return
            tag, inner = _varint(self.data, at, end)
            wire = tag & 7
            if not inner:
                self._break(number, at, end, "a tag does not end here")
                return
            if not tag >> 3 or tag >> 32 or wire == _END_GROUP or wire > _FIXED32:
                self._break(number, at, end, f"no field has the tag {tag:#x}")
                return
            name, inside = _MESSAGES[message].get(tag >> 3, ("", ""))
            kind = self._kind(message, name, inside, wire)
            if kind is NodeKind.UNKNOWN:
                name = f"field {tag >> 3}"
            index = counts.get(name, 0)
            counts[name] = index + 1
            at = self._field(Node(number, name, kind, at, inner, inner, index), wire, inside, end)
            if at < 0:
                return

    def _kind(self, message: str, name: str, inside: str, wire: int) -> NodeKind:
        """Return what a field is; one sent in another way than its kind's is unknown."""
        if not name:
            return NodeKind.UNKNOWN
        kind = _VALUES.get(message, NodeKind.NAME)
        alone = {NodeKind.FLOAT: _FIXED32, NodeKind.INT64: _VARINT}
        if wire == _LEN:
            return NodeKind.MESSAGE if inside else kind
        return kind if not inside and alone.get(kind) == wire else NodeKind.UNKNOWN

    def _field(self, node: Node, wire: int, inside: str, end: int) -> int:
        """Add a field; return where it ends, -1 if that cannot be told."""
        number, parent = len(self.nodes), node.parent
        self.nodes.append(node)
        self.nodes[parent].children += 1
        self.spans.append(Span(node.start, node.inner, Part.TAG, number))
        at = node.inner
        if wire == _LEN:
            length, inner = _varint(self.data, at, end)
            if not inner:
                return self._break(number, at, end, "a length does not end here")
            self.spans.append(Span(at, inner, Part.LENGTH, number))
            node.inner, node.end = inner, inner + length
            if node.end > end:
                left = f"{length:,} bytes are to follow, and {end - inner:,} are left"
                return self._break(number, inner, end, left)
        else:
            node.end = self._end(wire, at, end)
            if node.end < 0:
                problem = f"{_WIRE_NAMES[wire]} does not end here"
                if wire == _GROUP and self.grouped < 0:
                    problem = "a group has too many fields to be followed"
                return self._break(number, at, end, problem)
        if node.kind is NodeKind.MESSAGE:
            self.message(inside, number, node.inner, node.end)
        else:
            self._content(node, number, packed=wire == _LEN)
        return node.end

    def _content(self, node: Node, number: int, *, packed: bool) -> None:
        """Add the span of a field that is no message."""
        start, end = node.inner, node.end
        part, node.values = Part.VALUE, 1
        if node.kind is NodeKind.UNKNOWN:
            part, node.values = Part.UNKNOWN, 0
        elif node.kind is NodeKind.NAME:
            part, node.values = Part.NAME, 0
            self.nodes[node.parent].key = self.data[start:end].decode("utf-8", "replace")
        elif packed and node.kind is NodeKind.FLOAT:
            node.values = (end - start) // 4
            if (end - start) % 4:
                node.problem = f"{end - start:,} bytes are no whole number of 4-byte floats"
        elif packed and node.kind is NodeKind.INT64:
            node.values, node.problem = _packed_count(self.data, start, end)
        if node.problem:
            part = Part.BROKEN
        if start < end:
            self.spans.append(Span(start, end, part, number))

    def _end(self, wire: int, at: int, end: int, depth: int = 0) -> int:
        """Return where what follows a tag ends, -1 if it does not."""
        if wire == _VARINT:
            return _varint(self.data, at, end)[1] or -1
        if wire in (_FIXED64, _FIXED32):
            at += 8 if wire == _FIXED64 else 4
            return at if at <= end else -1
        if wire == _LEN:
            length, inner = _varint(self.data, at, end)
            return inner + length if inner and inner + length <= end else -1
        # A group, which ends with a tag of its own; nobody has written one in twenty years.
        while depth < _MOST_GROUPS and self.grouped >= 0:
            self.grouped -= 1
            tag, inner = _varint(self.data, at, end)
            if not inner or not tag >> 3 or tag & 7 > _FIXED32:
                return -1
            if tag & 7 == _END_GROUP:
                return inner
            at = self._end(tag & 7, inner, end, depth + 1)
            if at < 0:
                return -1
        return -1

    def _break(self, number: int, at: int, end: int, problem: str) -> int:
        node = self.nodes[number]
        node.problem, node.end = problem, end
        if at < end:
            self.spans.append(Span(at, end, Part.BROKEN, number))
        return -1


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return the number that begins at a byte and the byte after it, which is 0 for none."""
    value = shift = 0
    for i in range(at, min(end, at + _LONGEST_VARINT)):
        byte = data[i]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, i + 1
        shift += 7
    return 0, 0


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _packed_count(data: bytes, start: int, end: int) -> tuple[int, str]:
    """Return how many varints lie in one piece, and what is wrong with them."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8, end - start, start) < 0x80)
    if not len(ends):
        return 0, "a number does not end here" if end > start else ""
    if int(ends[-1]) != end - start - 1:
        return len(ends), "the last number does not end here"
    if int(np.diff(ends, prepend=-1).max()) > _LONGEST_VARINT:
        return len(ends), f"a number has more than {_LONGEST_VARINT} bytes"
    return len(ends), ""


def _packed_at(data: bytes, start: int, end: int, offset: int) -> tuple[int, int, int]:
    """Return which varint of those in one piece a byte belongs to, and its bytes."""
    last = np.frombuffer(data, np.uint8, offset - start, start) < 0x80
    index = int(np.count_nonzero(last))
    first = offset
    while first > start and data[first - 1] >= 0x80:
        first -= 1
    stop = offset
    while stop < end - 1 and data[stop] >= 0x80:
        stop += 1
    return index, first, stop + 1


def _has_feature_lists(data: bytes) -> bool:
    """Tell whether a payload has the second field of a SequenceExample, up to its first flaw."""
    at, end = 0, len(data)
    walk = _Walk(data, _MOST_LOOKED_AT)
    for _ in range(_MOST_LOOKED_AT):
        if at >= end:
            break
        tag, inner = _varint(data, at, end)
        if not inner or not tag >> 3 or tag & 7 == _END_GROUP or tag & 7 > _FIXED32:
            return False
        if tag >> 3 == 2 and tag & 7 == _LEN:
            return True
        at = walk._end(tag & 7, inner, end)
        if at < 0:
            return False
    return False
