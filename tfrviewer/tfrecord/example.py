"""What a payload holds: `tf.train.Example` and `tf.train.SequenceExample`, without TensorFlow.

The messages are those of TensorFlow's `example.proto` and `feature.proto`. Their descriptors
are built at import in a pool of their own, so that they run on any protobuf from 5 to 7 and
clash with nobody's generated module (docs/adr/0002).
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

from tfrviewer.image_format import sniff_format

Scalar: TypeAlias = bytes | float | int
Value: TypeAlias = (
    bytes
    | str
    | float
    | int
    | np.generic
    | Sequence[bytes]
    | Sequence[str]
    | Sequence[float]
    | Sequence[int]
    | npt.NDArray[Any]
)

NO_EXAMPLE_REMEDY = (
    "Its bytes can be seen in the inspector, or as payload(i) in code; a loader with "
    'on_damage="skip" passes it over.'
)
"""What can be done about a payload that is no Example, for window and library."""


class FeatureKind(StrEnum):
    """The type of a feature's values."""

    BYTES = "bytes"
    FLOAT = "float"
    INT64 = "int64"
    EMPTY = "empty"
    """No type is set, so that there are no values either."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One named feature of an Example."""

    name: str
    kind: FeatureKind
    values: tuple[Scalar, ...]

    @property
    def value(self) -> Scalar | list[Scalar]:
        """One value as that value, several as a list, none as an empty list."""
        return self.values[0] if len(self.values) == 1 else list(self.values)


@dataclass(frozen=True, slots=True)
class Example:
    """A decoded record.

    Attributes:
        features: The features by name, sorted; of a SequenceExample, its context.
        feature_lists: Of a SequenceExample, each list's features, one a step.
        is_sequence: Whether it is a SequenceExample.
    """

    features: dict[str, Feature]
    feature_lists: dict[str, tuple[Feature, ...]] = field(default_factory=dict)

    @property
    def is_sequence(self) -> bool:
        """Whether it is a SequenceExample."""
        return bool(self.feature_lists)

    @property
    def image_key(self) -> str | None:
        """Name of the feature with the tile: `image_raw`, else the first that looks like one.

        Of a SequenceExample whose context has none, the first feature list whose first step
        looks like one.
        """
        image_raw = self.features.get("image_raw")
        if image_raw is not None and image_raw.kind is FeatureKind.BYTES and image_raw.values:
            return "image_raw"
        for name in (*self.features, *self.feature_lists):
            first = self._first(name)
            if first is not None and sniff_format(first) is not None:
                return name
        return None

    @property
    def image(self) -> bytes | None:
        """The encoded image, if there is one; of a SequenceExample, that of the first step."""
        key = self.image_key
        return None if key is None else self._first(key)

    @property
    def images(self) -> list[bytes]:
        """All encoded images: of a SequenceExample, of each step that has one."""
        key = self.image_key
        steps = () if key is None or key in self.features else self.feature_lists[key]
        if len(steps) < 2:
            image = self.image
            return [] if image is None else [image]
        values = (step.values[0] for step in steps if step.values)
        return [value for value in values if isinstance(value, bytes)]

    def _first(self, name: str) -> bytes | None:
        """Return the first value of a feature, or of a feature list's first step, if bytes."""
        feature = self.features.get(name) or next(iter(self.feature_lists.get(name, ())), None)
        first = feature.values[0] if feature is not None and feature.values else None
        return first if isinstance(first, bytes) else None

    @property
    def slide(self) -> str | None:
        """The slide name; bytes that are not UTF-8 are shown as replacement characters."""
        feature = self.features.get("slide")
        first = feature.values[0] if feature is not None and feature.values else None
        return first.decode("utf-8", "replace") if isinstance(first, bytes) else None

    @property
    def location(self) -> tuple[int, int] | None:
        """The tile's centre (x, y) in level-0 slide pixels, if both are there.

        A location stored as a float counts where it is finite, and is rounded.
        """
        x, y = self._coordinate("loc_x"), self._coordinate("loc_y")
        return None if x is None or y is None else (x, y)

    def _coordinate(self, name: str) -> int | None:
        feature = self.features.get(name)
        first = feature.values[0] if feature is not None and feature.values else None
        if isinstance(first, bytes) or first is None:
            return None
        if isinstance(first, float):
            return round(first) if abs(first) < 2**53 else None
        return first


def parse_example(payload: bytes) -> Example:
    """Decode a payload.

    Every Example is also a valid SequenceExample whose context is its features, so that one
    message reads both.

    Raises:
        ValueError: If the payload is neither.
    """
    message = SequenceExample()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        raise ValueError(_MALFORMED) from None
    if payload and not message.HasField("context") and not message.HasField("feature_lists"):
        raise ValueError(_NO_EXAMPLE)
    context = message.context.feature
    features = {name: _feature(name, context[name]) for name in sorted(context)}
    lists = message.feature_lists.feature_list
    return Example(
        features,
        {
            name: tuple(_feature(name, step) for step in lists[name].feature)
            for name in sorted(lists)
        },
    )


def is_example(payload: bytes | memoryview) -> bool:
    """Tell whether `parse_example` can read a payload, in a small part of its time."""
    message = SequenceExample()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        return False
    return not payload or message.HasField("context") or message.HasField("feature_lists")


def make_example(features: Mapping[str, Value]) -> bytes:
    """Serialise a tf.train.Example; the same features always give the same bytes.

    Args:
        features: By name: bytes, str (as UTF-8), a number or bool (as 0 or 1) of Python or
            NumPy, or several of one of them: a sequence or an array of one dimension.

    Raises:
        TypeError: If a name is no text, a value is none of these, or texts and numbers are mixed.
        ValueError: If a whole number does not fit 64 bits, or a str holds what is no text.
    """
    message = _Example()
    add = message.features.feature
    for name, value in features.items():
        if not isinstance(name, str):
            raise TypeError(f"The name of a feature is text, not {name!r:.80}.")
        try:
            # One value of a plain type, as nearly all are, takes half the time this way.
            if type(value) is bytes:
                add[name].bytes_list.value.append(value)
            elif type(value) is int:
                add[name].int64_list.value.append(value)
            else:
                kind, values = _scalars(name, value)
                getattr(add[name], kind).value.extend(values)
        except UnicodeEncodeError:
            raise ValueError(f"The feature {name!r:.80} cannot be written as UTF-8.") from None
        except OverflowError:
            raise ValueError(_beyond(name)) from None
        except ValueError as error:  # protobuf's, which names no feature
            raise ValueError(_beyond(name)) from error
    serialised: bytes = message.SerializeToString(deterministic=True)
    return serialised


def _beyond(name: str) -> str:
    return f"The feature {name!r:.80} has a whole number beyond the range of 64 bits."


def _scalars(name: str, value: Any) -> tuple[str, list[Scalar]]:  # noqa: ANN401 - any value
    """Return the values of a feature, and the list of a Feature that holds them."""
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    elif isinstance(value, memoryview):
        value = value.tobytes()
    if isinstance(value, _PLAIN):
        value = [value]
    elif not isinstance(value, Iterable) or isinstance(value, Mapping | Set):
        raise TypeError(_refused(name, value))
    scalars = [one.item() if isinstance(one, np.generic) else one for one in value]
    for one in scalars:
        if not isinstance(one, _PLAIN):
            raise TypeError(_refused(name, one))
    texts = [isinstance(one, bytes | bytearray | str) for one in scalars]
    if all(texts):
        return "bytes_list", [
            one.encode() if isinstance(one, str) else bytes(one) for one in scalars
        ]
    if any(texts):
        raise TypeError(f"The values of the feature {name!r:.80} are numbers and texts mixed.")
    if all(isinstance(one, int) for one in scalars):
        return "int64_list", list(map(int, scalars))
    return "float_list", list(map(float, scalars))


def _refused(name: str, value: object) -> str:
    return (
        f"The feature {name!r:.80} is bytes, text, numbers, true or false, or a sequence of one "
        f"of them in one dimension; not {type(value).__name__}: {value!r:.60}."
    )


_PLAIN = (bytes, bytearray, str, int, float)
_MALFORMED = "its protobuf data is malformed"
_NO_EXAMPLE = "it has none of the parts of an Example"
_PIECE = 65_536
_KINDS = {
    "bytes_list": FeatureKind.BYTES,
    "float_list": FeatureKind.FLOAT,
    "int64_list": FeatureKind.INT64,
}


def plain_value(message: Any) -> Any:  # noqa: ANN401 - made at run time
    """Return the value of a Feature message: one as it is, several as a list."""
    kind = message.WhichOneof("kind")
    if kind is None:
        return []
    values = getattr(message, kind).value
    return values[0] if len(values) == 1 else list(values)


def _feature(name: str, message: Any) -> Feature:  # noqa: ANN401 - made at run time
    kind = message.WhichOneof("kind")
    if kind is None:
        return Feature(name, FeatureKind.EMPTY, ())
    values = getattr(message, kind).value
    if len(values) <= _PIECE:
        return Feature(name, _KINDS[kind], tuple(values))
    # Piece by piece: a copy of millions at once lets no other thread on meanwhile.
    pieces = (values[at : at + _PIECE] for at in range(0, len(values), _PIECE))
    return Feature(name, _KINDS[kind], tuple(chain.from_iterable(pieces)))


def _build() -> tuple[Any, Any, Any]:
    """Build the message classes of Features, Example and SequenceExample in a private pool."""
    proto = descriptor_pb2.FileDescriptorProto()
    proto.name, proto.package, proto.syntax = "tfrviewer/example.proto", "tfrviewer", "proto3"
    kinds = descriptor_pb2.FieldDescriptorProto

    def message(name: str) -> descriptor_pb2.DescriptorProto:
        added = proto.message_type.add()
        added.name = name
        return added

    def add(
        owner: descriptor_pb2.DescriptorProto,
        name: str,
        number: int,
        kind: "descriptor_pb2.FieldDescriptorProto.Type.ValueType",
        type_name: str = "",
        *,
        repeated: bool = False,
    ) -> descriptor_pb2.FieldDescriptorProto:
        added = owner.field.add()
        added.name, added.number, added.type = name, number, kind
        added.label = kinds.LABEL_REPEATED if repeated else kinds.LABEL_OPTIONAL
        if type_name:
            added.type_name = f".tfrviewer.{type_name}"
        return added

    def add_map(owner: str, name: str, entry: str, value: str) -> None:
        holder = message(owner)
        nested = holder.nested_type.add()
        nested.name = entry
        nested.options.map_entry = True
        add(nested, "key", 1, kinds.TYPE_STRING)
        add(nested, "value", 2, kinds.TYPE_MESSAGE, value)
        add(holder, name, 1, kinds.TYPE_MESSAGE, f"{owner}.{entry}", repeated=True)

    for name, kind in (
        ("BytesList", kinds.TYPE_BYTES),
        ("FloatList", kinds.TYPE_FLOAT),
        ("Int64List", kinds.TYPE_INT64),
    ):
        add(message(name), "value", 1, kind, repeated=True)
    feature = message("Feature")
    feature.oneof_decl.add().name = "kind"
    for number, (name, owner) in enumerate(
        (("bytes_list", "BytesList"), ("float_list", "FloatList"), ("int64_list", "Int64List")), 1
    ):
        add(feature, name, number, kinds.TYPE_MESSAGE, owner).oneof_index = 0
    add_map("Features", "feature", "FeatureEntry", "Feature")
    add(message("FeatureList"), "feature", 1, kinds.TYPE_MESSAGE, "Feature", repeated=True)
    add_map("FeatureLists", "feature_list", "FeatureListEntry", "FeatureList")
    add(message("Example"), "features", 1, kinds.TYPE_MESSAGE, "Features")
    sequence = message("SequenceExample")
    add(sequence, "context", 1, kinds.TYPE_MESSAGE, "Features")
    add(sequence, "feature_lists", 2, kinds.TYPE_MESSAGE, "FeatureLists")

    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(proto.SerializeToString())
    features, example, sequence_example = (
        message_factory.GetMessageClass(pool.FindMessageTypeByName(f"tfrviewer.{name}"))
        for name in ("Features", "Example", "SequenceExample")
    )
    return features, example, sequence_example


Features, _Example, SequenceExample = _build()
