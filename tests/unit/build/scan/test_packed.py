"""Many names in little memory."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.build.scan.packed import NaturalOrder, Packed, natural_key

NAMES = st.text(
    st.characters(exclude_characters="\0/") | st.sampled_from("0123456789aAbB-_."), min_size=1
)


def by_name(name: str) -> tuple[list[Any], str]:
    """The order by text and numbers in turn, as people expect it."""
    chunks: list[Any] = re.split(r"([0-9]+)", name.casefold())
    chunks[1::2] = map(int, chunks[1::2])
    return chunks, name


def in_order(names: list[str]) -> list[str]:
    order = NaturalOrder()
    for name in names:
        order.add(name)
    assert len(order) == len(names)
    return list(order)


@given(st.lists(NAMES))
def test_packed_texts_come_back_as_they_were(names: list[str]) -> None:
    packed = Packed.of(names)
    assert list(packed) == names
    assert packed == names
    assert [packed[at] for at in range(-len(names), 0)] == names
    assert list(packed[1:3]) == names[1:3]
    assert list(Packed.joined((packed[::2], packed[1::2]))) == names[::2] + names[1::2]


def test_names_that_are_no_text_come_back_too() -> None:
    name = b"F\xe4lle".decode("utf-8", "surrogateescape")
    assert list(Packed.of([name, "\ud800", ""])) == [name, "\ud800", ""]


def test_some_are_taken_by_place_or_by_a_mask() -> None:
    packed = Packed.of("abcd")
    assert list(packed.picked(np.array([3, 0, 0]))) == ["d", "a", "a"]
    assert list(packed.picked(np.array([True, False, True, False]))) == ["a", "c"]
    with pytest.raises(IndexError):
        packed[4]


@given(st.lists(NAMES, max_size=30))
def test_names_are_sorted_with_numbers_by_their_value(names: list[str]) -> None:
    assert in_order(names) == sorted(names, key=by_name)


def test_many_names_are_sorted_as_few_are() -> None:
    names = [f"slide-{number}-{number % 7}.jpg" for number in range(10_000)]
    shuffled = sorted(names, key=lambda name: hash((name, 1)))
    assert in_order(shuffled) == names


@pytest.mark.parametrize(
    "names",
    [
        ["a10", "a", "a0", "a00", "a1", "a01", "a2", "ab"],
        ["slide-10", "slide-2", "slide-10a", "slide-11"],
        ["A1", "a1", "A2", "a2"],
        ["1", "2", "10", "a"],
    ],
)
def test_an_order_is_natural(names: list[str]) -> None:
    assert sorted(names, key=natural_key) == sorted(names, key=by_name)


def test_a_number_of_any_length_has_a_place() -> None:
    names = ["a" + "9" * 400, "a" + "9" * 200, "a" + "9" * 10]
    assert sorted(names, key=natural_key) == names[::-1]
