"""Requests as files that people edit."""

import os
import sys
import tomllib
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.build.made import files_in
from tfrviewer.build.request.choices import (
    Anchor,
    Encoding,
    Existing,
    Layout,
    OnProblem,
    Order,
    Unlike,
)
from tfrviewer.build.request.recipe import read_recipe, recipe_text, write_recipe
from tfrviewer.build.request.recipe_form import KEYS, RENAMED
from tfrviewer.build.request.request import (
    LONGEST,
    BuildRequest,
    Labels,
    Naming,
    Pictures,
    Policies,
    Shards,
    Sheet,
)
from tfrviewer.errors import PathNotFoundError, RecipeError, TargetExistsError

WHOLE = 'version = 1\nsource = "in"\noutput = "out"\n'
"""The shortest recipe."""


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/\\"), min_size=1)
PATH = st.lists(NAME, min_size=1, max_size=3).map(lambda parts: Path("/", *parts))
NUMBER = st.integers(1, 1 << 62)
NAMES = st.lists(TEXT, max_size=3).map(tuple)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    x, y = draw(st.just((None, None)) | st.tuples(TEXT, TEXT))
    return Sheet(
        path=draw(PATH),
        image=draw(TEXT),
        slide=draw(maybe(TEXT)),
        x=x,
        y=y,
        features=draw(maybe(NAMES)),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policies:
    order = draw(st.sampled_from(Order))
    return Policies(
        order=order,
        seed=draw(st.integers()) if order is Order.SEED else None,
        on_problem=draw(st.sampled_from(OnProblem)),
        existing=draw(st.sampled_from(Existing)),
        index=draw(st.booleans()),
        manifest=draw(st.booleans()),
        verify=draw(st.booleans()),
    )


REQUESTS = st.builds(
    BuildRequest,
    source=PATH,
    output=PATH,
    layout=maybe(st.sampled_from(Layout)),
    filename=maybe(TEXT),
    slide=maybe(TEXT),
    renamed=st.dictionaries(TEXT, TEXT, max_size=3),
    naming=st.builds(
        Naming,
        pattern=maybe(st.sampled_from(["none", "qupath", "{slide}_{x}_{y}", '{{"µ}}{x} {y}'])),
        anchor=maybe(st.sampled_from(Anchor)),
        extent=maybe(st.integers(1, LONGEST)),
        pitch=maybe(st.integers(1, LONGEST)),
    ),
    sheet=maybe(sheets()),
    pictures=st.builds(
        Pictures,
        encoding=st.sampled_from(Encoding),
        quality=st.integers(1, 100),
        size=maybe(st.integers(1, 4096)),
        validate=st.booleans(),
        odd_size=st.sampled_from(Unlike),
        mixed_format=st.sampled_from(Unlike),
    ),
    labels=st.builds(Labels, folder=maybe(TEXT), sheet=maybe(PATH), columns=maybe(NAMES)),
    shards=st.builds(Shards, records=maybe(NUMBER), bytes=maybe(NUMBER)),
    policies=policies(),
)


@pytest.mark.skipif(sys.platform == "win32", reason="paths without a drive are not absolute")
@given(request=REQUESTS, below=st.booleans())
def test_that_every_request_comes_back_as_it_was(
    request: BuildRequest, below: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("recipes")
    if below:
        request = BuildRequest(
            **{
                **{name: getattr(request, name) for name in BuildRequest.__slots__},
                "source": folder / "a folder",
                "output": folder,
            }
        )
    write_recipe(request, folder / "recipe.toml")
    assert read_recipe(folder / "recipe.toml") == request


def test_that_a_recipe_tells_of_every_choice_and_its_words() -> None:
    text = recipe_text(BuildRequest.of("in", "out"))
    for kind in (Layout, Anchor, Encoding, Existing, OnProblem, Order, Unlike):
        assert ", ".join(kind) in " ".join(text.replace("\n#", "").split())
    for keys in KEYS.values():
        for key in keys:
            assert f"\n{key.name} = " in text or f"\n# {key.name} = " in text
    assert max(map(len, text.splitlines())) <= 100


def test_that_the_keys_of_a_recipe_are_the_fields_of_a_request() -> None:
    request = BuildRequest(source=Path("in"), output=Path("out"), sheet=Sheet(path=Path("a.csv")))
    tables = {name for name in BuildRequest.__slots__ if is_dataclass(getattr(request, name))}
    assert KEYS.keys() == {"", *tables}
    for table, keys in KEYS.items():
        part = type(getattr(request, table)) if table else BuildRequest
        others = set() if table else {*tables, RENAMED}
        assert [key.name for key in keys] == [one for one in part.__slots__ if one not in others]


def test_that_an_example_in_a_comment_can_be_had_by_taking_the_mark_away(tmp_path: Path) -> None:
    lines = recipe_text(BuildRequest.of("in", "out")).splitlines()
    said = [line.removeprefix("# ") if is_example(line) else line for line in lines]
    (tmp_path / "r.toml").write_text("\n".join(said).replace('order = "name"', 'order = "seed"'))
    request = read_recipe(tmp_path / "r.toml")
    assert request.sheet == Sheet(path=tmp_path / "tiles.csv", features=("stage",))
    assert (request.policies.seed, request.shards.records) == (1, 10_000)
    assert request.renamed == {"slide-1": "case-7"}


def is_example(line: str) -> bool:
    try:
        return line.startswith("# ") and bool(tomllib.loads(line[2:]))
    except tomllib.TOMLDecodeError:
        return False


def test_that_paths_are_meant_from_the_folder_of_the_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    write_recipe(BuildRequest.of(tmp_path / "here/in", "/away/out"), tmp_path / "here/r.toml")
    text = (tmp_path / "here/r.toml").read_text()
    assert 'source = "in"\n' in text
    assert Path("/away/out").absolute().as_posix() in text
    (tmp_path / "here").rename(tmp_path / "there")
    monkeypatch.chdir(tmp_path)
    request = read_recipe("there/r.toml")
    assert request.source == tmp_path / "there/in"
    assert request.output == Path("/away/out").absolute()


def test_that_relative_paths_of_a_request_are_meant_from_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recipes").mkdir()
    write_recipe(BuildRequest.of("in", "out"), "recipes/r.toml")
    assert read_recipe("recipes/r.toml").source == tmp_path / "in"


def test_that_the_folders_may_be_given_instead(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text("version = 1\n")
    request = read_recipe(path, source="in", output=tmp_path / "out")
    assert (request.source, request.output) == (Path("in"), tmp_path / "out")
    path.write_text(WHOLE)
    assert read_recipe(path, output="other").output == Path("other")


def test_that_a_seed_alone_shuffles(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(WHOLE + "[policies]\nseed = 7\n")
    assert read_recipe(path).policies == Policies(order=Order.SEED, seed=7)


def test_that_what_editors_of_windows_save_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert read_recipe(path).source == tmp_path / "in"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("version = \n", r"no TOML: .*line 1"),
        ("a = 1\na = 2\n", "no TOML"),
        ("x = " + "[" * 100_000, "no recipe|no TOML"),
        ("x = " + "9" * 10_000, "no recipe|no TOML"),
        ("a." * 20_000 + "a = 1\n", r"Line 1: .* no key of a recipe has more than 2 parts"),
        (WHOLE + "x = [{a = 1, 'a' . " + '"b".' * 20_000 + "a = 1}]", "Line 4: .* more than 2"),
        (WHOLE + "[" + "a." * 20_000 + "a]", "Line 4: .* more than 2"),
        ('source = "in"\n', r"version is missing. Add version = 1\."),
        ('version = "1"\n', "Line 1: version is 1, not '1'"),
        ("version = true\n", "version is 1, not True"),
        ("version = 1.0\n", r"version is 1, not 1\.0"),
        ("\nversion = 2\n", "Line 2: It is of version 2; this program knows version 1"),
        ('version = 1\noutput = "out"', "source is missing"),
        ('version = 1\nsource = "in"', 'output is missing. Add output = "…"'),
        (WHOLE + "[sheet]\n", r"path is missing in \[sheet\]"),
        (WHOLE + 'layuot = "single"\n', "Line 4: 'layuot' is not known. Did you mean 'layout'"),
        (WHOLE + "[pictures]\n\nqualty = 3\n", r"Line 6: 'qualty' is not known in \[pictures\]"),
        (WHOLE + "[picture]\nquality = 3\n", "Line 4: 'picture' is not known"),
        (WHOLE + "naming = 3\n", "Line 4: naming is a table, not 3. Begin it with"),
        (WHOLE + "[[naming]]\n", "naming is a table"),
        (WHOLE + "[pictures]\nquality = 0\n", "Line 5: quality is a whole number from 1 to 100"),
        (WHOLE + "pictures.quality = 0\n", "Line 4: quality is"),
        (WHOLE + "pictures = {quality = 0}\n", "quality is a whole number"),
        (WHOLE + "[pictures]\nsize = 299.0\n", r"Line 5: size is .*, not 299\.0"),
        (WHOLE + '[pictures]\nvalidate = "no"\n', "Line 5: validate is true or false"),
        (WHOLE + '[ naming ]\nanchor = "top"\n', "Line 5: anchor='top' is not known; there are"),
        (WHOLE + "[naming]\nextent = 2024-01-01\n", "Line 5: extent is a whole number"),
        (WHOLE + '[naming]\npattern = "qpath"\n', "Line 5: pattern='qpath' is not known"),
        (WHOLE + '[naming]\npattern = "{x"\n', "Line 5: The pattern “{x” is wrong at letter 1"),
        (WHOLE + '[labels]\ncolumns = "a"\n', "Line 5: columns is a list of names"),
        (WHOLE + '[sheet]\npath = "a.csv"\nx = false\n', "Line 4: A location has two columns"),
        (WHOLE + '[sheet]\npath = "a.csv"\nimage = false\n', "Line 6: image is text"),
        (WHOLE + '[policies]\norder = "seed"\n', "Line 4: order='seed' shuffles, and needs a seed"),
        (WHOLE + '[policies]\norder = "size"\n', "Line 5: order='size' is not known"),
        (WHOLE + '[policies]\norder = "name"\nseed = 1', "Line 4: A seed shuffles"),
        (WHOLE + "[renamed]\nA = 3\n", "Line 4: the new name of .A. is text, not 3"),
        ('version = 1\nsource = ""\noutput = "out"\n', "Line 2: source is empty"),
        ('version = 1\nsource = "a\\u0000"\noutput = "out"\n', "Line 2: source="),
        ('version = 1\nsource = 3\noutput = "out"\n', "Line 2: source is a path, not 3"),
        (WHOLE + 'x = """\n[policies]\nseed = 1"""\n', "Line 4: 'x' is not known"),
        ("#" * ((1 << 20) + 1), "too large"),
    ],
)
def test_that_what_is_wrong_is_told_with_its_place(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(RecipeError, match=reason) as caught:
        read_recipe(path)
    assert caught.value.finding.file == str(path)
    assert str(caught.value).startswith("mine.toml: ")
    assert len(str(caught.value)) < 1000


def test_that_a_recipe_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match=r"r\.toml: There is no such recipe"):
        read_recipe(tmp_path / "r.toml")
    (tmp_path / "r.toml").write_bytes(b"version = 1\nsource = '\xff'\n")
    with pytest.raises(RecipeError, match="Line 2 is no text in UTF-8"):
        read_recipe(tmp_path / "r.toml")
    with pytest.raises(OSError, match=r"directory|denied") as caught:
        read_recipe(tmp_path)
    assert caught.value.filename == str(tmp_path)


def test_that_names_with_many_dots_are_no_keys_of_many_parts(tmp_path: Path) -> None:
    name = ".".join("1" * 100)
    request = BuildRequest.of("in", name, slide=name, labels={"sheet": "a", "columns": [name] * 9})
    write_recipe(request, tmp_path / "r.toml")
    assert read_recipe(tmp_path / "r.toml").labels.columns == (name,) * 9


def test_that_a_recipe_needs_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match=r"r\.toml: There is no folder .*nowhere"):
        write_recipe(BuildRequest.of("in", "out"), tmp_path / "nowhere/r.toml")
    assert files_in(tmp_path) == []


def test_that_a_recipe_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    one, other = BuildRequest.of("in", "out"), BuildRequest.of("in", "elsewhere")
    write_recipe(one, path)
    write_recipe(one, path)
    before = path.read_bytes()
    with pytest.raises(TargetExistsError, match="says something else"):
        write_recipe(other, path)
    assert path.read_bytes() == before
    write_recipe(other, path, replace=True)
    assert read_recipe(path).output.name == "elsewhere"
    assert files_in(tmp_path) == ["r.toml"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_that_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    request = BuildRequest.of(tmp_path / os.fsdecode(b"a\xff"), "out")
    with pytest.raises(RecipeError, match=r"this is not: .*a.udcff"):
        write_recipe(request, tmp_path / "r.toml")
    assert files_in(tmp_path) == []
