"""From the options of `tfrviewer build` to a request, through the real command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.build.made import make_slide
from tfrviewer.build.request.choices import (
    Anchor,
    Encoding,
    Existing,
    Layout,
    OnProblem,
    Order,
    Unlike,
)
from tfrviewer.build.request.recipe import read_recipe, write_recipe
from tfrviewer.build.request.request import (
    BuildRequest,
    Labels,
    Naming,
    Pictures,
    Policies,
    Shards,
    Sheet,
)
from tfrviewer.cli.app import run
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity

Printed = pytest.CaptureFixture[str]
Ask = Callable[..., BuildRequest]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return the request that a command makes: planning ends there."""
    seen: list[BuildRequest] = []

    def plan_build(request: BuildRequest, **_: Any) -> None:  # noqa: ANN401 - not looked at
        seen.append(request)
        raise BuildError(
            Finding(kind=FindingKind.BAD_REQUEST, severity=Severity.ERROR, file="", message="seen")
        )

    monkeypatch.setattr("tfrviewer.build.planning.planning.plan_build", plan_build)

    def ask(*words: str | Path) -> BuildRequest:
        assert run(["build", *(str(word) for word in words)]) == 1
        return seen.pop()

    return ask


def test_that_no_option_asks_for_what_is_usual(ask: Ask) -> None:
    assert ask("in", "out") == BuildRequest(source=Path("in"), output=Path("out"))


def test_that_every_option_has_its_place_in_the_request(ask: Ask) -> None:
    said = """--layout sheet --rename A=B --rename C=D
        --sheet t.csv --sheet-image file --sheet-slide case --sheet-x cx --sheet-y cy
        --sheet-feature stage --sheet-feature grade
        --pattern {slide}_{x}_{y} --anchor corner --extent 512 --pitch 256
        --encoding jpeg --quality 80 --size 299 --no-validate --odd-size convert
        --mixed-format accept
        --label-folder class --labels l.csv --label-column her2
        --seed 7 --shard-records 100 --shard-bytes 5MB --existing skip --no-index --manifest
        --strict --no-verify"""
    assert ask("in", "out/all.tfrecords", *said.split()) == BuildRequest(
        source=Path("in"),
        output=Path("out"),
        layout=Layout.SHEET,
        filename="all.tfrecords",
        renamed={"A": "B", "C": "D"},
        naming=Naming(pattern="{slide}_{x}_{y}", anchor=Anchor.CORNER, extent=512, pitch=256),
        sheet=Sheet(
            path=Path("t.csv"),
            image="file",
            slide="case",
            x="cx",
            y="cy",
            features=("stage", "grade"),
        ),
        pictures=Pictures(
            encoding=Encoding.JPEG,
            quality=80,
            size=299,
            validate=False,
            odd_size=Unlike.CONVERT,
            mixed_format=Unlike.ACCEPT,
        ),
        labels=Labels(folder="class", sheet=Path("l.csv"), columns=("her2",)),
        shards=Shards(records=100, bytes=5_000_000),
        policies=Policies(
            order=Order.SEED,
            seed=7,
            on_problem=OnProblem.RAISE,
            existing=Existing.SKIP,
            index=False,
            manifest=True,
            verify=False,
        ),
    )


def test_that_a_recipe_alone_says_it_all(ask: Ask, tmp_path: Path) -> None:
    asked = BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        layout=Layout.MERGED,
        filename="all.tfrecords",
        naming=Naming(pattern="qupath"),
        policies=Policies(order=Order.SEED, seed=3, existing=Existing.APPEND, index=False),
    )
    write_recipe(asked, tmp_path / "r.toml")
    assert ask("--recipe", tmp_path / "r.toml") == asked


def test_that_options_go_before_a_recipe(ask: Ask, tmp_path: Path) -> None:
    asked = BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        naming=Naming(pattern="qupath", extent=512),
        sheet=Sheet(path=tmp_path / "t.csv", image="file"),
        policies=Policies(order=Order.SEED, seed=3, on_problem=OnProblem.RAISE),
    )
    path = tmp_path / "r.toml"
    write_recipe(asked, path)
    assert ask("other", "--recipe", path).source == Path("other")
    assert ask("--recipe", path, "other", "there").output == Path("there")
    assert ask("--recipe", path, "--extent", "256").naming == Naming(pattern="qupath", extent=256)
    assert ask("--recipe", path, "--sheet-x", "", "--sheet-y", "").sheet == Sheet(
        path=tmp_path / "t.csv", image="file", x=None, y=None
    )
    assert ask("--recipe", path, "--no-strict").policies.on_problem is OnProblem.SKIP
    assert ask("--recipe", path, "--order", "name").policies.seed is None
    assert ask("--recipe", path, "--order", "seed").policies.seed == 3
    assert ask("--recipe", path, "--seed", "4").policies.seed == 4
    assert ask("--recipe", path, "--replace").policies.existing is Existing.REPLACE


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "SRC is missing"),
        (["in"], "OUT is missing"),
        (["in", "out", "--sheet-x", "x"], "name it with --sheet"),
        (["in", "out", "--sheet", "t.csv", "--sheet-x", ""], "only y is given"),
        (["in", "out", "--sheet", "t.csv", "--sheet-image", ""], "image is text"),
        (["in", "out", "--pattern", ""], "pattern is empty"),
        (["in", "out", "--pattern", "qpath"], "pattern='qpath' is not known; there are"),
        (["in", "out", "--pattern", "{slide"], "is wrong at letter 1"),
        (["in", "out", "--rename", "A"], "--rename takes OLD=NEW"),
        (["in", "out", "--shard-bytes", "many"], "--shard-bytes takes a size"),
        (["in", "out", "--shard-bytes", "0"], "bytes is a whole number of at least 1"),
        (["in", "out", "--quality", "0"], "quality"),
        (["in", "out", "--size", "5000"], "size"),
        (["in", "out", "--extent", "0"], "extent"),
        (["in", "out", "--odd-size", "keep"], "odd-size"),
        (["in", "out", "--existing", "delete"], "existing"),
        (["in", "out", "--replace", "--existing", "skip"], "--replace contradicts"),
        (["in", "out", "--existing", "ask"], "asks at a terminal"),
        (["in", "out", "--order", "seed"], "needs a seed"),
        (["in", "out", "--order", "location", "--seed", "1"], "contradicts"),
        (["--recipe", "nowhere.toml"], "no such recipe"),
        (["--recipe", "bad.toml"], "Line 4: quality is a whole number"),
    ],
)
@pytest.mark.usefixtures("ask")
def test_that_what_cannot_be_meant_is_used_wrongly(
    options: list[str],
    reason: str,
    tmp_path: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text(
        'version = 1\nsource = "in"\noutput = "out"\npictures.quality = 0\n'
    )
    assert run(["build", *options]) == 2
    assert reason in capsys.readouterr().err


def test_that_the_request_can_be_saved_as_a_recipe_and_run(tmp_path: Path, capsys: Printed) -> None:
    make_slide(tmp_path / "in/A", 3)
    recipe = tmp_path / "r.toml"
    command = ["build", str(tmp_path / "in"), str(tmp_path / "out"), "--seed", "5"]
    assert run([*command, "--save-recipe", str(recipe), "--dry-run"]) == 0
    assert "Recipe saved to" in capsys.readouterr().err
    assert read_recipe(recipe) == BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        policies=Policies(order=Order.SEED, seed=5),
    )
    assert run(["build", "--recipe", str(recipe)]) == 0
    first = (tmp_path / "out/A.tfrecords").read_bytes()
    assert run(["build", "--recipe", str(recipe), "--replace"]) == 0
    assert (tmp_path / "out/A.tfrecords").read_bytes() == first


def test_that_a_recipe_is_not_written_over(tmp_path: Path, capsys: Printed) -> None:
    make_slide(tmp_path / "in/A", 1)
    (tmp_path / "r.toml").write_text("mine")
    command = ["build", str(tmp_path / "in"), str(tmp_path / "out")]
    assert run([*command, "--save-recipe", str(tmp_path / "r.toml")]) == 2
    assert "Choose another name for the recipe" in capsys.readouterr().err
    assert (tmp_path / "r.toml").read_text() == "mine"
    assert not (tmp_path / "out").exists()
