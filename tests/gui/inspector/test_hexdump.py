import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.inspector.hexdump import bytes_per_line, hexdump


def test_a_line_has_offset_bytes_and_letters() -> None:
    assert hexdump(b"\xff\xd8JFIF\0~", per_line=4) == (
        "0000  ff d8 4a 46  ··JF\n0004  49 46 00 7e  IF·~"
    )


def test_a_short_last_line_keeps_the_letters_in_their_column() -> None:
    first, last = hexdump(b"abcde", per_line=4).splitlines()
    assert last.index("e", 6) == first.index("a", 6 + 12)


def test_nothing_is_no_line() -> None:
    assert hexdump(b"") == ""


@given(st.binary(max_size=200), st.sampled_from([1, 4, 8, 16, 32]), st.integers(0, 2**40))
def test_the_bytes_can_be_read_back(data: bytes, per_line: int, base: int) -> None:
    lines = hexdump(data, per_line=per_line, base=base).splitlines()
    parts = [line.split("  ")[1] for line in lines]
    assert bytes.fromhex(" ".join(parts)) == data
    assert [int(line.split()[0], 16) for line in lines] == [
        base + at for at in range(0, len(data), per_line)
    ]
    # A letter that breaks lines would shift all that follow.
    assert len(lines) == -(-len(data) // per_line)


def test_a_line_of_no_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 byte"):
        hexdump(b"a", per_line=0)


@pytest.mark.parametrize(
    ("columns", "size", "expected"), [(10, 5, 4), (40, 5, 8), (71, 5, 16), (71, 1 << 17, 8)]
)
def test_as_many_bytes_stand_in_a_line_as_fit(columns: int, size: int, expected: int) -> None:
    assert bytes_per_line(columns, size) == expected
    assert len(hexdump(bytes(expected), per_line=expected)) <= max(columns, 23)
