"""What is written in a colour of its own. No Qt."""

from enum import StrEnum


class Ink(StrEnum):
    """What is written in a colour of its own."""

    PLAIN = "plain"
    TAG = "tag"
    LENGTH = "length"
    NAME = "name"
    VALUE = "value"
    CHECKSUM = "checksum"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    KEY = "key"
    STRING = "string"
    NUMBER = "number"
    WORD = "word"
