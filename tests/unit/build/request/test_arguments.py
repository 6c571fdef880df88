"""What a request refuses as soon as it is made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tfrviewer import write_tfrecords_merge, write_tfrecords_multi, write_tfrecords_single
from tfrviewer.build.request.arguments import argument_of
from tfrviewer.build.request.choices import Anchor, Encoding, Existing, Layout, Order
from tfrviewer.build.request.request import (
    BuildRequest,
    Labels,
    Naming,
    Pictures,
    Policies,
    Shards,
    Sheet,
)


def asked(**values: Any) -> BuildRequest:  # noqa: ANN401 - also what may not be
    return BuildRequest(**{"source": "in", "output": "out", **values})


def sheet(**values: Any) -> Sheet:  # noqa: ANN401 - also what may not be
    return Sheet(**{"path": "tiles.csv", **values})


WRONG: list[tuple[Callable[..., object], str, object, str]] = [
    (asked, "source", "", "source is empty"),
    (asked, "source", "a\0b", "no path"),
    (asked, "output", 7, "a path, not 7"),
    (asked, "layout", "flat", "'nested'"),
    (asked, "layout", 3, "text, not 3"),
    (asked, "filename", "", "empty"),
    (asked, "slide", b"A", "text"),
    (asked, "renamed", ["A"], "new names by old ones"),
    (asked, "renamed", {"A": ""}, "'A' is empty"),
    (asked, "renamed", {"A": 1}, "not 1"),
    (asked, "renamed", {"A": "\udcff"}, "new name of 'A'=.* cannot be written as UTF-8"),
    (asked, "slide", "\udcff", r"slide='\\udcff' cannot be written as UTF-8"),
    (Labels, "folder", "\udcff", "cannot be written as UTF-8"),
    (asked, "naming", {"pattern": "none"}, "a Naming"),
    (asked, "policies", None, "a Policies"),
    (Naming, "pattern", "", "empty"),
    (Naming, "anchor", "middle", "'corner'"),
    (Naming, "extent", 0, "from 1 to 2147483647, not 0"),
    (Naming, "pitch", 2.5, "a whole number from 1 to 2147483647, not 2.5"),
    (sheet, "path", "", "path is empty"),
    (sheet, "image", None, "text"),
    (sheet, "features", "stage", "a list of names, not 'stage'"),
    (sheet, "features", ["a", ""], "empty"),
    (Pictures, "encoding", "gif", "'jpeg'"),
    (Pictures, "quality", 0, "from 1 to 100, not 0"),
    (Pictures, "quality", 101, "from 1 to 100"),
    (Pictures, "quality", True, "not True"),
    (Pictures, "size", 5000, "from 1 to 4096"),
    (Pictures, "validate", 1, "true or false, not 1"),
    (Pictures, "odd_size", "keep", "'leave-out'"),
    (Pictures, "mixed_format", "", "'convert'"),
    (Labels, "folder", "", "empty"),
    (Labels, "sheet", [], "a path"),
    (Labels, "columns", 3, "a list"),
    (Shards, "records", 0, "at least 1"),
    (Shards, "bytes", "500MB", "a whole number"),
    (Policies, "order", "size", "'location'"),
    (Policies, "seed", "1", "a whole number, not '1'"),
    (Policies, "on_problem", "stop", "'raise'"),
    (Policies, "existing", "ask", "'append'"),
    (Policies, "index", "yes", "true or false"),
]


@pytest.mark.parametrize(("make", "name", "value", "reason"), WRONG)
def test_that_what_may_not_be_is_refused_with_its_name(
    make: Callable[..., object], name: str, value: object, reason: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=reason) as caught:
        make(**{name: value})
    assert argument_of(caught.value) == name


def test_that_words_and_texts_become_what_they_name() -> None:
    request = asked(layout="nested")
    assert (request.source, request.output) == (Path("in"), Path("out"))
    assert request.layout is Layout.NESTED
    assert Naming(anchor="corner").anchor is Anchor.CORNER  # type: ignore[arg-type]
    assert Pictures(encoding="png").encoding is Encoding.PNG  # type: ignore[arg-type]
    assert Policies.checked(seed=np.int64(3)) == Policies(order=Order.SEED, seed=3)  # type: ignore[arg-type]
    assert sheet(features=["a", "b"]).features == ("a", "b")


def test_that_a_location_has_both_columns_or_none() -> None:
    assert sheet(x=None, y=None).x is None
    with pytest.raises(ValueError, match="only x is given"):
        sheet(y=None)


def test_that_what_contradicts_is_about_no_one_value() -> None:
    with pytest.raises(ValueError, match="needs a seed") as caught:
        Policies(order=Order.SEED)
    assert argument_of(caught.value) is None
    with pytest.raises(ValueError, match="contradicts order='name'"):
        Policies(seed=1)


def test_that_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(TypeError) as caught:
        Pictures(quality=["x" * 1000] * 1000)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 1000


def test_that_a_request_is_made_of_plain_values() -> None:
    assert BuildRequest.of(
        "in",
        "out",
        layout="sheet",
        renamed={"A": "B"},
        naming={"extent": 512},
        pattern="qupath",
        sheet={"path": "t.csv", "slide": None},
        pictures={"size": 299},
        validate=False,
        labels={"folder": "class"},
        shards={"records": 100},
        policies={"seed": 3, "existing": "skip"},
    ) == BuildRequest(
        source=Path("in"),
        output=Path("out"),
        layout=Layout.SHEET,
        renamed={"A": "B"},
        naming=Naming(extent=512, pattern="qupath"),
        sheet=Sheet(path=Path("t.csv"), slide=None),
        pictures=Pictures(size=299, validate=False),
        labels=Labels(folder="class"),
        shards=Shards(records=100),
        policies=Policies(order=Order.SEED, seed=3, existing=Existing.SKIP),
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"naming": {"patern": "none"}}, "naming has no 'patern'; there are pattern, anchor"),
        ({"policies": {"seeds": 3}}, "policies has no 'seeds'"),
        ({"pictures": 299}, "pictures is a Pictures or a mapping, not 299"),
        ({"pictures": {"quality": 0}}, "quality is a whole number"),
        ({"sheet": {}}, "path"),
        ({"layout": "flat"}, "layout='flat' is not known"),
    ],
)
def test_that_plain_values_that_may_not_be_are_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises((TypeError, ValueError), match=reason):
        BuildRequest.of("in", "out", **values)


def test_an_empty_path_is_not_taken_for_the_current_folder(tmp_path: Path) -> None:
    for source, output in (("", "out"), ("in", "")):
        with pytest.raises(ValueError, match=r"is empty; “\.” is the current folder"):
            BuildRequest.of(source, output)
    with pytest.raises(ValueError, match="source is empty"):
        write_tfrecords_multi("", tmp_path / "out")
    with pytest.raises(ValueError, match="source is empty"):
        write_tfrecords_merge("", tmp_path / "out", "all.tfrecords")
    with pytest.raises(ValueError, match="output is empty"):
        write_tfrecords_single(tmp_path, "", "A.tfrecords", "A")
    assert BuildRequest.of(".", tmp_path).source == Path()
