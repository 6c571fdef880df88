"""What `tfrviewer build` tells of options that do nothing, of what is there, and in its report."""

import csv
import json
import os
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.build.request.recipe import read_recipe
from tfrviewer.build.running.journal import NAME
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two slides of three images."""
    for number, name in enumerate("AB"):
        make_slide(tmp_path / "in" / name, 3, start=10 * number)
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--quality 80", "--quality changes nothing"),
        ("--quality 80 --encoding jpeg", "--quality changes nothing"),
        ("--quality 80 --size 24", ""),
        ("--quality 80 --size 24 --encoding png", "--quality changes nothing"),
        ("--extent 512", "--extent changes nothing"),
        ("--extent 512 --anchor corner", ""),
        ("--pattern {slide}-{x}-{y} --extent 512 --pitch 3", "--extent changes nothing"),
        ("--pitch 512", "--pitch changes nothing"),
        ("--pattern {slide}-{column}-{row} --pitch 512", ""),
        ("--pattern none --extent 512", "--extent changes nothing"),
    ],
)
def test_an_option_that_does_nothing_is_told(
    options: str, said: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    run(["build", str(source), str(tmp_path / "out"), "--dry-run", *options.split()])
    printed = capsys.readouterr().err
    assert said in printed
    assert bool(said) is ("changes nothing" in printed)


def test_a_path_of_one_tfrecord_is_refused_in_words_where_several_are_written(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["build", str(source), str(tmp_path / "file.tfrecords")]) == 2
    said = capsys.readouterr().err
    assert "file.tfrecords names one TFRecord, and the layout nested writes one a slide." in said
    assert said.count("file.tfrecords") == said.count("--layout merged") == 1


def test_a_label_of_a_recipe_can_be_taken_back(source: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.toml"
    command = ["build", str(source), str(tmp_path / "out"), "--dry-run"]
    run([*command, "--label-folder", "class", "--save-recipe", str(recipe)])
    assert read_recipe(recipe).labels.folder == "class"
    again = ["--recipe", str(recipe), "--save-recipe", str(recipe), "--label-folder", ""]
    assert run([*command, *again]) == 0
    assert read_recipe(recipe).labels.folder is None


def test_a_column_of_labels_needs_their_file(source: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["build", str(source), str(tmp_path / "out"), "--label-column", "a"]) == 2
    assert "--labels: name a file" in capsys.readouterr().err


def test_only_the_recipe_that_was_read_is_replaced(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    recipe, other = tmp_path / "r.toml", tmp_path / "other.toml"
    command = ["build", str(source), str(tmp_path / "out"), "--dry-run", "--save-recipe"]
    assert run([*command, str(recipe)]) == 0
    assert run([*command, str(recipe), "--seed", "1"]) == 2
    assert "--recipe" in capsys.readouterr().err
    assert run([*command, str(recipe), "--seed", "1", "--recipe", str(recipe)]) == 0
    assert read_recipe(recipe).policies.seed == 1
    other.write_text("mine")
    assert run([*command, str(other), "--recipe", str(recipe)]) == 2
    assert other.read_text() == "mine"


def test_nothing_new_to_append_is_told(source: Path, tmp_path: Path, capsys: Printed) -> None:
    command = ["build", str(source), str(tmp_path / "out"), "--existing", "append"]
    assert run(command) == 0
    capsys.readouterr()
    assert run(command) == 0
    assert capsys.readouterr().out.startswith(
        f"Nothing new: 6 images in {tmp_path / 'out'} already, 0 images left out\n"
    )
    assert run([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [file["slides"] for file in told["tfrecords"]] == [["A"], ["B"]]
    assert told["num_records"] == 0
    (source / "A/A-5000-256.jpg").write_bytes(jpeg(77))
    assert run(command) == 0
    assert "1 record in 1 TFRecord written to" in (said := capsys.readouterr().out)
    assert "nothing new for 1 TFRecord" in said


def test_what_is_there_can_be_kept_or_appended_to(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["build", str(source), str(tmp_path / "out")]
    assert run(command) == 0
    assert run(command) == 2
    assert "--existing skip or append" in capsys.readouterr().err
    assert run([*command, "--resume"]) == 2
    assert "there is nothing to go on with" in capsys.readouterr().err
    assert run([*command, "--resume", "--existing", "skip"]) == 0
    assert "0 records in 0 TFRecords" in capsys.readouterr().out


def test_to_repeat_a_build_that_skips_until_0_ends(source: Path, tmp_path: Path) -> None:
    cut = source / "B/B-256-1792.jpg"
    cut.write_bytes(encoded(tissue(32, 32), "JPEG")[:-300])
    out = tmp_path / "out"
    command = ["build", str(source), str(out), "--resume", "--existing", "skip"]
    assert run([*command, "--strict", "--jobs", "1"]) == 1
    assert files_in(out) == [NAME, "A.index.npz", "A.tfrecords"]
    cut.unlink()
    assert run([*command, "--strict"]) == 0
    assert run([*command, "--strict"]) == 0
    assert len(contents(out / "B.tfrecords")) == 3


@pytest.mark.parametrize("ending", ["csv", "JSON"])
def test_every_files_fate_is_written(
    ending: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (source / "A/bad.png").write_text("text")
    (source / "A/notes.txt").write_text("text")
    path = tmp_path / f"fates.{ending}"
    command = ["build", str(source), str(tmp_path / "out"), "--report", str(path)]
    assert run(command) == 1
    assert f"Report saved to {path}." in capsys.readouterr().err
    if ending == "csv":
        with path.open(newline="") as file:
            fates = [(Path(line["file"]).name, line["fate"]) for line in csv.DictReader(file)]
    else:
        told = json.loads(path.read_text())
        fates = [(Path(line["file"]).name, line["fate"]) for line in told["files"]]
    assert len(fates) == 8
    assert ("bad.png", "left out") in fates
    assert ("notes.txt", "no image") in fates
    before = path.read_bytes()
    (source / "A/bad.png").unlink()
    assert run([*command, "--replace"]) == 0
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("fates.txt", ".csv or .json"),
        ("none/fates.csv", "There is no folder"),
        ("mine.csv", "is no report"),
        ("folder.json", "is no report"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_done(
    name: str, reason: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "mine.csv").write_text("file,fate\n")
    (tmp_path / "folder.json").mkdir()
    command = ["build", str(source), str(tmp_path / "out"), "--report", str(tmp_path / name)]
    assert run(command) == 2
    assert reason in capsys.readouterr().err
    assert run([*command, "--dry-run"]) == 2
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "mine.csv").read_text() == "file,fate\n"


def test_a_path_of_a_recipe_is_told_without_its_way_there(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "recipes").mkdir()
    recipe = tmp_path / "recipes/r.toml"
    recipe.write_text('version = 1\nsource = "../in"\noutput = "../out"\n')
    assert run(["build", "--recipe", str(recipe)]) == 0
    assert f"written to {tmp_path / 'out'}," in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_path_that_leads_back_from_a_link_is_kept(source: Path, tmp_path: Path) -> None:
    (tmp_path / "far/recipes").mkdir(parents=True)
    (tmp_path / "near").symlink_to(tmp_path / "far/recipes")
    recipe = tmp_path / "r.toml"
    recipe.write_text('version = 1\nsource = "in"\noutput = "near/../out"\n')
    assert run(["build", "--recipe", str(recipe)]) == 0
    assert (tmp_path / "far/out/A.tfrecords").exists()


def test_a_finding_about_the_source_names_it(source: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "r.toml").write_text(
        'version = 1\nsource = "in"\noutput = "out"\n[renamed]\nX = "Y"\n'
    )
    assert run(["build", "--recipe", str(tmp_path / "r.toml"), "--dry-run"]) == 1
    assert f"warning {source}: No slide is called X" in capsys.readouterr().out
