"""What is shown of names while a pattern is chosen."""

import pytest

from tfrviewer.build.naming.preview import preview_names
from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.request.request import Naming


def test_each_name_is_shown_with_its_parts() -> None:
    folders = [("S", "in/S", ["S-12-345.jpg", "a.jpg", "foo-3-4.jpg"])]
    shown = preview_names(Naming(), folders)
    assert [(p.name, p.slide, p.location) for p in shown] == [
        ("S-12-345.jpg", "S", (12, 345)),
        ("a.jpg", "S", None),
        ("foo-3-4.jpg", "foo", (3, 4)),
    ]
    parts = {part: shown[0].name[slice(*span)] for part, span in shown[0].spans.items()}
    assert parts == {"slide": "S", "x": "12", "y": "345"}
    assert shown[1].spans == {}
    assert {p.pattern.word for p in shown if p.pattern} == {"slideflow"}


def test_parts_in_folders_are_not_in_the_name() -> None:
    shown = preview_names(Naming(pattern="{slide}/{x}_{y}"), [(None, "in/S", ["12_345.jpg"])])
    assert shown[0].slide == "S"
    assert shown[0].spans == {"x": (0, 2), "y": (3, 6)}


def test_names_of_all_folders_are_shown_up_to_a_limit() -> None:
    folders = [(slide, slide, [f"{slide}-{i}-0.jpg" for i in range(9)]) for slide in "ABCD"]
    folders[1] = ("B", "B", ["B-0-0.jpg"])
    shown = preview_names(Naming(), folders, 12)
    counts = {slide: sum(p.slide == slide for p in shown) for slide in "ABCD"}
    assert counts == {"A": 3, "B": 1, "C": 4, "D": 4}
    assert preview_names(Naming(), folders, 0) == []
    assert preview_names(Naming(), []) == []


def test_a_name_of_a_date_has_no_parts() -> None:
    shown = preview_names(LocationRule(), [("S", "S", ["S-1-2.jpg", "scan-2024-11-17.jpg"])])
    assert [bool(p.spans) for p in shown] == [True, False]


def test_a_lone_name_is_shown_as_the_build_reads_it() -> None:
    many = [f"{x}_0.png" for x in range(0, 4096, 512)]
    shown = preview_names(Naming(extent=512), [("A", "A", many), ("B", "B", ["512_0.png"])])
    assert shown[-1].location == (768, 256)


def test_a_wrong_pattern_is_told() -> None:
    with pytest.raises(ValueError, match="x} needs"):
        preview_names(Naming(pattern="{x}"), [])


def test_names_that_are_not_shown_tell_the_pattern_too() -> None:
    (shown,) = preview_names(Naming(), [("S", "S", ["a.png", "S-3-4.png"])], limit=1)
    assert shown.name == "a.png"
    assert shown.pattern is not None
    assert shown.pattern.word == "slideflow"
