"""Splits that were made before, in files of Slideflow and of ours."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.study import PATIENTS, SUBTYPES, annotations, open_study, write_study
from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.cohort import plans
from tfrviewer.dataset.cohort.plans import read_plans
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError, FindingKind

LABELS = {"A": 0, "B": 1}
SLIDEFLOW_FIXED = {
    "strategy": "fixed",
    "patients": {
        patient: {
            "outcome_label": LABELS[next(SUBTYPES[s] for s in PATIENTS if PATIENTS[s] == patient)],
            "slides": [slide for slide in PATIENTS if PATIENTS[slide] == patient],
        }
        for patient in PATIENTS.values()
    },
    "tfrecords": {
        "validation": ["e1", "g1"],
        "training": ["b1", "d1", "h1", "h2", "f1", "c1", "c2", "c3", "a1", "a2"],
    },
}
SLIDEFLOW_FOLDS = SLIDEFLOW_FIXED | {
    "strategy": "k-fold",
    "tfrecords": {
        "k-fold-1": ["h1", "h2", "e1", "b1"],
        "k-fold-2": ["a1", "a2", "f1", "g1"],
        "k-fold-3": ["d1", "c1", "c2", "c3"],
    },
}
"""What Slideflow 3.0.2 wrote for the very same study."""
FIXED: dict[str, Any] = {"labels": "subtype", "val_fraction": 0.25}
FOLDS: dict[str, Any] = {"labels": "subtype", "val_strategy": "k-fold", "val_k_fold": 3}
SITES: dict[str, Any] = FOLDS | {"val_strategy": "k-fold-preserved-site", "val_k_fold": 2}


@pytest.fixture
def study(tmp_path: Path) -> Dataset:
    return open_study(write_study(tmp_path / "study"))


@pytest.fixture
def splits(tmp_path: Path) -> Path:
    path = tmp_path / "splits.json"
    path.write_text(json.dumps([SLIDEFLOW_FIXED, SLIDEFLOW_FOLDS]))
    return path


def validating(study: Dataset, **arguments: Any) -> str:  # noqa: ANN401 - as `split` takes
    training, validation = study.split(**arguments)
    assert len(training) + len(validation) == len(study)
    return " ".join(sorted(validation.slides()))


def test_that_splits_of_slideflow_are_used_again(study: Dataset, splits: Path) -> None:
    assert validating(study, **FIXED, splits=splits) == "e1 g1"
    folds = [validating(study, **FOLDS, k_fold_iter=i, splits=str(splits)) for i in (1, 2, 3)]
    assert folds == ["b1 e1 h1 h2", "a1 a2 f1 g1", "c1 c2 c3 d1"]
    assert json.loads(splits.read_text()) == [SLIDEFLOW_FIXED, SLIDEFLOW_FOLDS]


def test_that_a_share_need_not_be_told_if_there_is_a_split(study: Dataset, splits: Path) -> None:
    assert validating(study, labels="subtype", splits=splits) == "e1 g1"
    with pytest.raises(DatasetError, match="labels patient P1 0, and not 'P1'"):
        study.split(splits=splits)


OTHERS = [
    (
        # Slideflow would use the split of 0.25.
        {"labels": "subtype", "val_fraction": 0.5},
        r"by fixed fits\. It has 2 patients in validation, and 0\.5 of 8 are 4",
    ),
    (
        {"labels": None, "val_fraction": 0.25},
        r"It labels patient P1 0, and not 'P1'",
    ),
    (
        {"labels": dict.fromkeys(PATIENTS, 0), "val_fraction": 0.25},
        r"It labels patient P2 1, and not 0",
    ),
    (
        FOLDS | {"val_k_fold": 4, "k_fold_iter": 1},
        r"has the parts k-fold-1, k-fold-2, k-fold-3, and not k-fold-1, .*k-fold-4",
    ),
    (
        SITES | {"k_fold_iter": 1},
        r"None of 2 splits is by k-fold-preserved-site, but by: fixed, k-fold",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), OTHERS)
def test_that_splits_of_something_else_are_refused(
    study: Dataset, splits: Path, arguments: dict[str, Any], message: str
) -> None:
    # Slideflow would draw another one, unasked.
    with pytest.raises(DatasetError, match=rf"splits\.json: .*{message}.*write_splits"):
        study.split(**arguments, splits=splits)


@pytest.mark.parametrize(("arguments", "message"), OTHERS)
def test_that_a_new_split_is_told_where_it_is_kept(
    study: Dataset, splits: Path, tmp_path: Path, arguments: dict[str, Any], message: str
) -> None:
    files: list[dict[str, Any]] = [
        {"splits": splits, "write_splits": tmp_path / "mine.json"},
        {"write_splits": splits},
    ]
    drawn = validating(study, **arguments)
    for several in files:
        parts = study.split(**arguments, **several)
        assert " ".join(sorted(parts[1].slides())) == drawn
        for part in parts:
            (told,) = part.findings
            assert (told.kind, told.file) == (FindingKind.NEW_SPLIT, str(splits))
            assert re.search(message, told.message)
            assert part.clip(3).findings == [told]
    assert study.findings == []
    again = study.split(**arguments, seed=9, write_splits=splits)
    assert " ".join(sorted(again[1].slides())) == drawn
    assert again[0].findings == again[1].findings == []


def test_that_no_earlier_split_is_used_for_bootstrap(study: Dataset, splits: Path) -> None:
    arguments: dict[str, Any] = {
        "labels": "subtype",
        "val_strategy": "bootstrap",
        "val_fraction": 0.25,
    }
    assert validating(study, **arguments, splits=splits) == validating(study, **arguments)


def test_that_splits_of_other_patients_are_refused(study: Dataset, splits: Path) -> None:
    some = study.filter({"patient": ["P1", "P2", "P3", "P4", "P5", "P7"]})
    arguments: dict[str, Any] = {"labels": "subtype", "val_fraction": 0.34, "splits": splits}
    with pytest.raises(DatasetError, match=r"the dataset has not, 2 patients: P6, P8"):
        some.split(**arguments)
    plan: dict[str, Any] = json.loads(json.dumps(SLIDEFLOW_FIXED))
    del plan["patients"]["P3"]
    splits.write_text(json.dumps([SLIDEFLOW_FOLDS, None, plan, plan]))
    with pytest.raises(DatasetError, match=r"Of 2, the last one has not 1 patient: P3"):
        study.split(**arguments)


def test_that_slides_without_label_or_tiles_leave_an_earlier_split_as_it_is(
    study: Dataset, splits: Path, tmp_path: Path
) -> None:
    # A blank sorts before all labels, and would have given them other numbers.
    more = pl.DataFrame({"patient": ["P9"], "slide": ["zz"], "subtype": [""]})
    lines = pl.concat([annotations(), more], how="diagonal").fill_null("")
    write_slide(tmp_path / "study" / "new.tfrecords", 0)
    wider = Dataset(tmp_path / "study", annotations=lines)
    assert wider.split(**FIXED, splits=splits)[1].slides() == ["e1", "g1"]


def test_that_a_new_slide_is_where_its_patient_is(
    study: Dataset, splits: Path, tmp_path: Path
) -> None:
    plan: dict[str, Any] = json.loads(json.dumps(SLIDEFLOW_FIXED))
    plan["patients"]["P3"]["slides"].remove("c2")
    plan["tfrecords"]["training"].remove("c2")
    plan["tfrecords"]["validation"].append("gone")
    splits.write_text(json.dumps([plan]))
    training, validation = study.split(**FIXED, splits=splits)
    assert validation.slides() == ["e1", "g1"]
    assert "c2" in training.slides()


@pytest.mark.parametrize(
    "change",
    [
        {"tfrecords": {"validation": ["a1"], "training": ["a2", "b1", "c1"]}},
        {"tfrecords": {"validation": ["e1", "g1"], "training": ["b1", "c1", "a1"]}},
        {"tfrecords": {"validation": [], "training": list(PATIENTS)}},
        {"tfrecords": {"validation": "e1", "training": ["g1"]}},
        {"tfrecords": [["e1"], ["g1"]]},
        {"tfrecords": {"validation": [["e1"]], "training": [3]}},
        {"patients": list(PATIENTS.values())},
        {"patients": dict.fromkeys(PATIENTS.values(), 0)},
        {"strategy": ["fixed"]},
    ],
)
def test_that_a_split_that_divides_or_loses_patients_is_not_used(
    study: Dataset, splits: Path, change: dict[str, Any]
) -> None:
    splits.write_text(json.dumps([SLIDEFLOW_FIXED | change, None, 3]))
    with pytest.raises(DatasetError, match=r"No split by fixed fits|None of 3 splits is by fixed"):
        study.split(**FIXED, splits=splits)


def test_that_a_split_with_a_part_of_nobody_is_not_used(study: Dataset, splits: Path) -> None:
    parts = {"training": list(PATIENTS), "validation": []}
    folds = {"k-fold-1": list(PATIENTS)[:6], "k-fold-2": list(PATIENTS)[6:], "k-fold-3": []}
    several = [SLIDEFLOW_FIXED | {"tfrecords": parts}, SLIDEFLOW_FOLDS | {"tfrecords": folds}]
    splits.write_text(json.dumps(several))
    with pytest.raises(DatasetError, match="nobody in the part validation"):
        study.split(labels="subtype", splits=splits)
    with pytest.raises(DatasetError, match="nobody in the part k-fold-3"):
        study.split(**FOLDS, k_fold_iter=1, splits=splits)


def test_that_a_split_that_divides_a_site_is_not_used(study: Dataset, splits: Path) -> None:
    parts = {"k-fold-1": ["a1", "a2", "b1", "c1", "c2", "c3", "d1"]}
    parts["k-fold-2"] = ["e1", "f1", "g1", "h1", "h2"]
    kept = SLIDEFLOW_FIXED | {"strategy": "k-fold-preserved-site", "tfrecords": parts}
    splits.write_text(json.dumps([kept]))
    arguments = SITES | {"k_fold_iter": 1, "splits": splits}
    assert validating(study, **arguments) == " ".join(parts["k-fold-1"])
    parts["k-fold-1"].append("e1")
    parts["k-fold-2"].remove("e1")
    splits.write_text(json.dumps([kept]))
    with pytest.raises(DatasetError, match="divides the site S3"):
        study.split(**arguments)


def test_that_nothing_is_written_unasked(study: Dataset, splits: Path, tmp_path: Path) -> None:
    before = splits.read_bytes()
    study.split(**FIXED, splits=splits)
    study.split(**FIXED, splits=splits, read_only=True)
    study.split(val_fraction=0.3)
    assert splits.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["splits.json", "study"]


def test_that_a_split_is_added_to_those_in_a_file(study: Dataset, splits: Path) -> None:
    seeded = validating(study, val_fraction=0.25, seed=5, write_splits=splits)
    told = json.loads(splits.read_text())
    assert told[:2] == [SLIDEFLOW_FIXED, SLIDEFLOW_FOLDS]
    assert len(told) == 3
    assert told[2]["patients"]["P3"] == {"outcome_label": "P3", "slides": ["c1", "c2", "c3"]}
    assert sorted(told[2]["tfrecords"]["validation"]) == seeded.split()
    # It is used from now on, whatever the seed, and written once.
    for seed in range(5):
        assert validating(study, val_fraction=0.25, seed=seed, write_splits=splits) == seeded
    assert len(json.loads(splits.read_text())) == 3


def test_that_a_split_used_again_is_written_where_it_is_not(
    study: Dataset, splits: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.json"
    assert validating(study, **FIXED, splits=splits, write_splits=mine) == "e1 g1"
    assert validating(study, **FIXED, splits=mine) == "e1 g1"
    assert validating(study, **SITES, k_fold_iter=2, write_splits=mine)
    _, sites = json.loads(mine.read_text())
    assert sites["patients"]["P8"] == {
        "outcome_label": 0,
        "slides": ["h1", "h2"],
        "site": "S4",
    }
    assert set(sites["tfrecords"]) == {"k-fold-1", "k-fold-2"}


def test_that_a_link_to_a_file_of_splits_stays_a_link(
    study: Dataset, splits: Path, tmp_path: Path
) -> None:
    link, later = tmp_path / "link.json", tmp_path / "later.json"
    for name, target in ((link, splits), (later, tmp_path / "study" / "new.json")):
        name.symlink_to(target)
        study.split(val_fraction=0.25, write_splits=name)
        assert name.is_symlink()
    assert len(json.loads(splits.read_text())) == 3
    assert len(json.loads((tmp_path / "study" / "new.json").read_text())) == 1


def test_that_nobody_else_changes_the_file_while_a_split_is_added(
    study: Dataset, splits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def reading(path: Path, *, missing_ok: bool = False) -> list[Any]:
        held.append(path.with_name(".splits.json.lock").exists())
        return read_plans(path, missing_ok=missing_ok)

    def writing(path: Path, data: bytes) -> None:
        held.append(path.with_name(".splits.json.lock").exists())
        write_atomically(path, data)

    monkeypatch.setattr(plans, "read_plans", reading)
    monkeypatch.setattr(plans, "write_atomically", writing)
    study.split(val_fraction=0.25, write_splits=splits)
    assert held == [True, True]


def test_that_all_who_ask_at_once_get_one_split(study: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "new.json"

    def ask(seed: int) -> list[list[str]]:
        folds: list[dict[str, Any]] = [
            {"val_fraction": 0.25, "labels": "subtype"},
            FOLDS | {"k_fold_iter": 2},
        ]
        return [study.split(**one, seed=seed, write_splits=path)[1].slides() for one in folds]

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(ask, range(24)))
    assert all(one == told[0] for one in told)
    assert sorted(plan["strategy"] for plan in json.loads(path.read_text())) == ["fixed", "k-fold"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["new.json", "study"]


@pytest.mark.parametrize("content", ["", "{}", "3", "[", "\xff", "[" * 100_000])
def test_that_a_file_that_holds_no_splits_is_refused_and_kept(
    study: Dataset, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="latin-1")
    several: list[dict[str, Any]] = [{"splits": path}, {"write_splits": path}]
    for arguments in several:
        with pytest.raises(DatasetError, match=r"other\.json: .*JSON list of plans"):
            study.split(val_fraction=0.25, **arguments)
    assert path.read_text(encoding="latin-1") == content


def test_that_a_file_that_is_not_there_is_refused(study: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.json: .*name it as write_splits"):
        study.split(val_fraction=0.25, splits=tmp_path / "none.json")
    with pytest.raises(DatasetError, match="The splits cannot be read"):
        study.split(val_fraction=0.25, splits=tmp_path)


def test_that_odd_names_are_kept(tmp_path: Path) -> None:
    for name in ("Fälle 12.b µ", "b", "c", "d"):
        write_slide(tmp_path / f"{name}.tfrecords", 1)
    lines = "patient,slide\n" + "".join(f"{s} ü,{s}\n" for s in ("Fälle 12.b µ", "b", "c", "d"))
    (tmp_path / "ann.csv").write_text(lines, encoding="utf-8")
    study = Dataset(tmp_path, annotations=tmp_path / "ann.csv")
    path = tmp_path / "splits.json"
    seeded = validating(study, val_fraction=0.5, seed=3, write_splits=path)
    assert "Fälle 12.b µ" in path.read_text(encoding="utf-8")
    assert validating(study, val_fraction=0.5, splits=path) == seeded
