"""The command of flags and notes."""

import json
import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tfrviewer import Dataset, TFRecord
from tfrviewer.cli.app import run
from tfrviewer.review import Store, image_hash, keys_of
from tfrviewer.tfrecord.writer import RecordWriter


@pytest.fixture
def folder(golden: Path, tmp_path: Path) -> Path:
    """A folder of one slide, flagged by two readers in the user's own store."""
    there = tmp_path / "tiles"
    there.mkdir()
    shutil.copy(golden / "slide-A.tfrecords", there)
    with Dataset(there) as dataset, Store() as store:
        keys = keys_of(dataset)
        images = [image_hash(dataset.open(0).image(i)) for i in range(3)]
        store.flag(keys.frame(np.arange(3)), "reject", reader="anna", images=images)
        store.flag(keys.frame(np.arange(1, 4)), "reject", reader="bert")
        store.flag(keys.frame(np.array([2])), "keep", reader="bert")
        store.note(keys.frame(np.array([0])), "a fold", reader="anna")
    return there


def test_that_the_flags_of_a_folder_are_told_by_reader(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["readers"] == {
        "anna": {"flags": {"reject": 3}, "notes": 1},
        "bert": {"flags": {"reject": 2, "keep": 1}, "notes": 0},
    }
    assert run(["review", str(folder)]) == 0
    assert "bert            reject 2, keep 1" in capsys.readouterr().out


def test_that_flags_go_out_and_come_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = str(tmp_path / "flags.csv"), str(tmp_path / "other.sqlite")
    assert run(["review", str(folder), "export", file, "--reader", "anna"]) == 0
    assert run(["review", str(folder), "export", file]) == 2
    assert "--replace" in capsys.readouterr().err
    assert run(["review", str(folder), "import", file, "--store", other, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 3
    with open(file, "a") as table:
        table.write("elsewhere,1,2,3,0,anna,keep,,,\n")
    assert run(["review", str(folder), "import", file, "--store", other, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["changed"], told["left_out"]) == (0, 1)


def test_that_agreement_is_told_of_two_readers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(folder), "agreement", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["both"], told["agreed"], told["only_first"]) == (2, 1, 1)
    assert run(["review", str(folder), "agreement", "anna", "carl"]) == 2
    assert "“carl” flagged none" in capsys.readouterr().err
    assert run(["review", str(folder), "--reader", "carl"]) == 2
    assert "Their readers: anna, bert" in capsys.readouterr().err


def test_that_a_tile_with_another_image_than_was_flagged_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(folder), "check"]) == 0
    (file,) = folder.glob("*.tfrecords")
    with TFRecord(file, create_index=False) as opened:
        payloads = [bytes(opened.payload(i)) for i in range(len(opened))]
        image, places = opened.image(1), opened.locations or []
    # The same record in size and place, with another byte in its image.
    payloads[1] = payloads[1].replace(image, image[:-3] + b"\x00" + image[-2:])
    file.unlink()
    with RecordWriter(file) as writer:
        for payload, place in zip(payloads, places, strict=True):
            writer.write(payload, place)
    capsys.readouterr()
    assert run(["review", str(folder), "check", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["kind"], finding["record"]) == ("flagged-otherwise", 1)


@pytest.mark.parametrize("words", [[], ["export", "flags.csv"], ["agreement"], ["check"]])
def test_that_a_folder_without_tfrecords_is_refused(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(tmp_path), *words]) == 2
    assert "There is no TFRecord in" in capsys.readouterr().err


def test_that_a_misspelt_flag_is_refused_unless_it_is_meant(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, import_it = tmp_path / "flags.csv", ["review", str(folder), "import"]
    assert run(["review", str(folder), "export", str(file)]) == 0
    file.write_text(file.read_text().replace("reject", "rejct"))
    assert run([*import_it, str(file)]) == 1
    assert "“rejct” (5 rows; “reject”?)" in capsys.readouterr().err
    assert run([*import_it, str(file), "--new-classes"]) == 0
    assert run(["review", str(folder)]) == 0
    assert "rejct" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["export"],
        ["import", "absent.csv"],
        ["agreement", "a"],
        ["tell", "x"],
        ["export", "a.txt"],
        ["tell", "--new-classes"],
    ],
)
def test_that_wrong_words_are_refused(folder: Path, words: list[str]) -> None:
    assert run(["review", str(folder), *words]) == 2


def test_that_copies_are_chosen_by_what_a_reader_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def count(*words: str) -> int:
        assert run([*words, "--json"]) == 0
        return int(json.loads(capsys.readouterr().out)["num_records"])

    here, out = str(folder), tmp_path / "out"
    rejected, anna = ["--where", "flag = 'reject'"], ["--reader", "anna"]
    assert count("export", here, str(out / "few.tfrecords"), *rejected, *anna) == 3
    assert count("merge", here, str(out / "few"), *rejected, "--reader", "bert") == 2
    noted = ["--by", "filter", "--part", "fold=note LIKE '%fold'", "--rest", "rest"]
    assert (
        count("split", here, str(out / "parts"), *noted, *anna, "--where", "flag_review = 'reject'")
        == 3
    )
    assert len(TFRecord(out / "parts" / "fold" / "slide-A.tfrecords")) == 1
    assert count("export", here, str(out / "all.csv"), *anna) == 42
    assert pl.read_csv(out / "all.csv")["flag"].drop_nulls().to_list() == ["reject"] * 3
    for more, told in (([], "Their readers: anna, bert"), (["--reader", "carl"], "“carl” flagged")):
        assert run(["export", here, str(out / "no"), *rejected, *more]) == 2
        assert told in capsys.readouterr().err
    assert run(["export", here, str(out / "no"), "--where", "sharpness < 1"]) == 2
    assert "nothing is measured yet" in capsys.readouterr().err
    assert run(["merge", here, str(out / "no"), *anna]) == 2
    assert not (out / "no").exists()
