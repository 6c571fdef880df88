"""Who trains and who validates."""

from collections import Counter
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.study import (
    PATIENTS,
    SITES,
    SUBTYPES,
    TILES,
    annotations,
    open_study,
    write_study,
)
from tfrviewer.dataset.cohort.split_patients import SplitLabels
from tfrviewer.dataset.cohort.splitting import Patient, Split
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(folder: Path) -> Dataset:
    return open_study(folder)


def sides(parts: tuple[Dataset, Dataset]) -> tuple[str, str]:
    """The patients of both parts, of which none may be in both."""
    training, validation = (sorted(set(part.patients().values())) for part in parts)
    assert not set(training) & set(validation)
    for part in parts:
        assert sorted(path.stem for path in part.tfrecords()) == sorted(part.slides())
    return " ".join(training), " ".join(validation)


FOLDS: dict[str, Any] = {"labels": "subtype", "val_strategy": "k-fold", "val_k_fold": 3}
SITE_FOLDS: dict[str, Any] = FOLDS | {"val_strategy": "k-fold-preserved-site"}
MANUAL: dict[str, Any] = {"val_strategy": "k-fold-manual", "k_fold_header": "site"}


# -- each strategy


def test_that_a_share_of_patients_validates(study: Dataset) -> None:
    training, validation = study.split(val_fraction=0.25)
    assert sides((training, validation)) == ("P1 P3 P4 P6 P7 P8", "P2 P5")
    assert validation.num_tiles == TILES["b1"] + TILES["e1"]
    assert validation.filters == {"slide": ["b1", "e1"]}


@pytest.mark.parametrize("strategy", ["fixed", "bootstrap"])
@pytest.mark.parametrize("seed", range(8))
def test_that_labels_are_balanced(study: Dataset, strategy: str, seed: int) -> None:
    # Slideflow balances labels in folds only.
    _, validation = study.split("classification", "subtype", strategy, val_fraction=0.4, seed=seed)
    patients = {PATIENTS[slide]: SUBTYPES[slide] for slide in validation.slides()}
    assert Counter(patients.values()) == {"A": 2, "B": 1}


def test_that_every_patient_is_in_one_fold(study: Dataset) -> None:
    parts = [sides(study.split(**FOLDS, k_fold_iter=i)) for i in (1, 2, 3)]
    assert [validation for _, validation in parts] == ["P3 P5 P8", "P4 P6 P7", "P1 P2"]
    for training, validation in parts:
        assert sorted(f"{training} {validation}".split()) == sorted(set(PATIENTS.values()))


def test_that_every_site_is_in_one_fold(study: Dataset) -> None:
    sites = []
    for i in (1, 2, 3):
        training, validation = study.split(**SITE_FOLDS, k_fold_iter=i)
        sides((training, validation))
        sites.append({SITES[slide] for slide in validation.slides()})
        assert not sites[-1] & {SITES[slide] for slide in training.slides()}
    assert set().union(*sites) == set(SITES.values())


def test_that_sites_can_be_told_by_slide_or_patient(study: Dataset) -> None:
    by_column = sides(study.split(**SITE_FOLDS, k_fold_iter=1))
    by_slide = study.split(**SITE_FOLDS, k_fold_iter=1, site_labels=SITES)
    by_patient = study.split(
        **SITE_FOLDS,
        k_fold_iter=1,
        site_labels={PATIENTS[slide]: site for slide, site in SITES.items()},
    )
    assert sides(by_slide) == sides(by_patient) == by_column
    fewer = {slide: site for slide, site in SITES.items() if slide[0] != "h"}
    with pytest.raises(DatasetError, match=r"site_labels names neither 2 of the slides.*h1, h2"):
        study.split(**SITE_FOLDS, k_fold_iter=1, site_labels=fewer)


def test_that_folds_can_be_given(study: Dataset) -> None:
    assert sides(study.split(**MANUAL, k_fold_iter="S2")) == ("P1 P2 P5 P6 P7 P8", "P3 P4")
    with pytest.raises(DatasetError, match=r"There is no fold 5\. There are: S1, S2, S3, S4"):
        study.split(**MANUAL, k_fold_iter=5)
    with pytest.raises(DatasetError, match="4 folds in the annotations, not 3"):
        study.split(**MANUAL, k_fold_iter="S1", val_k_fold=3)
    with pytest.raises(DatasetError, match="All patients are in the fold S1"):
        study.filter({"site": "S1"}).split(**MANUAL, k_fold_iter="S1")
    with pytest.raises(ValueError, match="k_fold_header"):
        study.split(val_strategy="k-fold-manual", k_fold_iter=1)


def test_that_all_can_train(study: Dataset) -> None:
    training, validation = study.split(val_strategy="none")
    assert (len(training), len(validation)) == (12, 0)


# -- what it depends on


def test_that_the_order_of_files_and_annotations_is_nothing_to_it(
    study: Dataset, folder: Path
) -> None:
    turned = Dataset(list(reversed(study.tfrecords())), annotations=annotations().reverse())
    for arguments in (
        {"val_fraction": 0.25},
        {"val_fraction": 0.4, "labels": "subtype"},
        FOLDS | {"k_fold_iter": 2},
        SITE_FOLDS | {"k_fold_iter": 2},
    ):
        assert sides(turned.split(**arguments)) == sides(study.split(**arguments))


def test_that_numbers_may_be_those_of_numpy(study: Dataset) -> None:
    numbers: dict[str, Any] = {
        "val_k_fold": np.int64(3),
        "k_fold_iter": np.int32(2),
        "seed": np.int64(4),
    }
    assert sides(study.split(**FOLDS | numbers)) == sides(
        study.split(**FOLDS, k_fold_iter=2, seed=4)
    )


def test_that_another_seed_is_another_split(study: Dataset) -> None:
    splits = {sides(study.split(val_fraction=0.25, seed=seed)) for seed in range(20)}
    assert len(splits) > 10
    folds = {sides(study.split(**FOLDS, k_fold_iter=1, seed=seed)) for seed in range(20)}
    assert len(folds) > 10


def test_that_slides_without_label_or_tiles_are_in_neither_part(tmp_path: Path) -> None:
    write_study(tmp_path)
    write_slide(tmp_path / "e1.tfrecords", 0)
    (tmp_path / "d1.tfrecords").unlink()
    study = open_study(tmp_path)
    told = {slide: subtype for slide, subtype in SUBTYPES.items() if slide != "a2"}
    training, validation = study.split(labels=told, val_fraction=0.4)
    assert {*training.slides(), *validation.slides()} == set(TILES) - {"a2", "d1", "e1"}
    training, validation = study.split(labels="subtype", val_fraction=0.4, from_wsi=True)
    assert {*training.slides(), *validation.slides()} == set(TILES)


def test_that_annotations_alone_can_be_split(tmp_path: Path) -> None:
    empty = Dataset(tmp_path, annotations=annotations())
    with pytest.raises(DatasetError, match=r"None of 12 slides has a TFRecord.*from_wsi=True"):
        empty.split(val_fraction=0.25)
    training, validation = empty.split(val_fraction=0.25, from_wsi=True)
    assert validation.slides() == ["b1", "e1"]
    assert len(training) == 0


def test_that_clips_and_filters_stay(study: Dataset) -> None:
    some = study.filter({"site": ["S1", "S3"]}).clip(5).balance(strategy="slide")
    training, validation = some.split(val_fraction=0.5)
    assert training.num_tiles + validation.num_tiles == 25
    assert training.filters["site"] == ["S1", "S3"]
    assert training.prob_weights is not None
    assert sum(training.prob_weights.values()) == pytest.approx(1)
    with pytest.raises(DatasetError, match="already lets only"):
        training.filter({"slide": validation.slides()})


@pytest.mark.parametrize(
    "labels",
    [
        SUBTYPES,
        {slide: np.int64(ord(subtype)) for slide, subtype in SUBTYPES.items()},
        {slide: [ord(subtype), 1.0] for slide, subtype in SUBTYPES.items()},
        {slide: np.array([ord(subtype)]) for slide, subtype in SUBTYPES.items()},
        ["subtype"],
    ],
)
def test_that_labels_of_any_kind_split_alike(study: Dataset, labels: SplitLabels) -> None:
    assert sides(study.split(**FOLDS | {"labels": labels}, k_fold_iter=1)) == sides(
        study.split(**FOLDS, k_fold_iter=1)
    )


def test_that_several_columns_make_one_label(study: Dataset) -> None:
    both = [[*"AB"][i % 2] for i in range(12)]
    lines = annotations().with_columns(other=pl.col("subtype"), odd=pl.Series(both))
    study = Dataset(study.tfrecords(), annotations=lines)
    arguments = FOLDS | {"labels": ["subtype", "other"], "k_fold_iter": 1}
    assert sides(study.split(**arguments)) == sides(study.split(**FOLDS, k_fold_iter=1))
    message = r"patient P1 have different labels: a1: A-A, a2: A-B"
    with pytest.raises(DatasetError, match=message):
        study.split(**FOLDS | {"labels": ["subtype", "odd"]}, k_fold_iter=1)


# -- what is impossible


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"val_fraction": 0.1}, "0.1 of 8 patients are 0"),
        ({"val_fraction": 0.9, "labels": "subtype"}, "1 patient would be left.*2 labels"),
        (FOLDS | {"val_k_fold": 9, "k_fold_iter": 1}, "8 patients cannot be in 9 folds"),
        (SITE_FOLDS | {"val_k_fold": 5, "k_fold_iter": 1}, "4 sites cannot be in 5 folds.*S1, S2"),
        (SITE_FOLDS | {"k_fold_iter": 1, "site_labels": "hospital"}, "no column “hospital”"),
        ({"val_fraction": 0.3, "labels": "grade"}, "no column “grade”"),
        ({"val_fraction": 0.3, "labels": {"zz": 1}}, "None of the 1 slides that labels names"),
    ],
)
def test_that_impossible_splits_are_refused(
    study: Dataset, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(DatasetError, match=message):
        study.split(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "fixed needs val_fraction"),
        ({"val_fraction": 0.0}, "val_fraction is 0.0; it lies between 0 and 1"),
        ({"val_fraction": 1}, "between 0 and 1"),
        ({"val_fraction": float("nan")}, "between 0 and 1"),
        ({"val_strategy": "bootstrap"}, "bootstrap needs val_fraction"),
        ({"val_strategy": "leave-one-out"}, "val_strategy is one of"),
        ({"val_fraction": 0.3, "model_type": "detection"}, "model_type is one of"),
        ({"val_fraction": 0.3, "model_type": "classification"}, "classification needs labels"),
        ({"val_strategy": "k-fold", "val_k_fold": 3}, "k-fold needs k_fold_iter"),
        ({"val_strategy": "k-fold", "k_fold_iter": 3}, "k-fold needs val_k_fold"),
        (FOLDS | {"k_fold_iter": 4}, "k_fold_iter is 4; the folds are 1 to 3"),
        (FOLDS | {"k_fold_iter": 0}, "the folds are 1 to 3"),
        (FOLDS | {"k_fold_iter": 1, "val_k_fold": 1}, "2 folds at least"),
        ({"val_fraction": 0.3, "labels": []}, "names no column"),
        ({"val_fraction": 0.3, "seed": -1}, "seed is -1"),
        ({"val_fraction": 0.3, "read_only": True, "write_splits": "x"}, "read_only"),
        ({"val_strategy": "none", "write_splits": "x"}, "by none is not kept"),
    ],
)
def test_that_wrong_arguments_are_refused(
    study: Dataset, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        study.split(**arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"seed": 1.5},
        {"seed": True},
        {"val_fraction": "0.3"},
        {"labels": 3},
        {"labels": dict.fromkeys(TILES)},
        FOLDS | {"k_fold_iter": "1"},
        FOLDS | {"k_fold_iter": 1, "val_k_fold": 2.0},
    ],
)
def test_that_arguments_of_a_wrong_type_are_refused(
    study: Dataset, arguments: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        study.split(**{"val_fraction": 0.3} | arguments)


def test_that_a_label_of_one_patient_is_refused(study: Dataset) -> None:
    labels = SUBTYPES | {"f1": "C"}
    with pytest.raises(DatasetError, match=r"One patient only is labelled C: P6"):
        study.split(labels=labels, val_fraction=0.3)
    assert study.split("regression", labels, val_fraction=0.3)


def test_that_a_patient_with_two_labels_or_sites_is_refused(study: Dataset) -> None:
    with pytest.raises(DatasetError, match=r"patient P1 have different labels: a1: C, a2: A"):
        study.split(labels=SUBTYPES | {"a1": "C"}, val_fraction=0.3)
    sites = SITES | {"h1": "S1"}
    with pytest.raises(DatasetError, match=r"patient P8 have different sites or folds: h1: S1"):
        study.split(**SITE_FOLDS, k_fold_iter=1, site_labels=sites)


def test_that_labels_that_are_no_finite_number_are_refused(study: Dataset) -> None:
    for odd in (float("nan"), float("inf"), np.float32("nan"), [1.0, float("nan")]):
        with pytest.raises(ValueError, match=r"A label is (nan|inf); leave out slides"):
            study.split(labels=SUBTYPES | {"f1": odd}, val_fraction=0.3)


LOOK_ALIKES = [
    ("P3", "P3 ", "space around them"),
    ("P3", "\u00a0P3", "space around them"),
    ("M\u00fcller", "Mu\u0308ller", "letters with accents"),
]


@pytest.mark.parametrize(("one", "other", "how"), LOOK_ALIKES)
def test_that_one_patient_is_not_taken_for_two(
    folder: Path, one: str, other: str, how: str
) -> None:
    renamed = (
        pl.when(pl.col("slide") == "c1")
        .then(pl.lit(other))
        .when(pl.col("patient") == "P3")
        .then(pl.lit(one))
        .otherwise("patient")
    )
    study = Dataset(folder, annotations=annotations().with_columns(patient=renamed))
    several: list[dict[str, Any]] = [{"val_fraction": 0.5}, FOLDS | {"k_fold_iter": 1}]
    for arguments in several:
        with pytest.raises(DatasetError, match=rf"the column “patient” differ only.*{how}"):
            study.split(**arguments)
    with pytest.raises(DatasetError, match="the column “patient” differ only"):
        study.clip(strategy="patient")
    assert study.filter({"site": "S1"}).split(val_fraction=0.5)


@pytest.mark.parametrize(("one", "other", "how"), LOOK_ALIKES)
def test_that_one_label_or_site_is_not_taken_for_two(
    study: Dataset, one: str, other: str, how: str
) -> None:
    told = dict.fromkeys(TILES, one) | {"e1": other, "f1": other}
    with pytest.raises(DatasetError, match=rf"in the labels differ only.*{how}"):
        study.split(labels=told, val_fraction=0.5)
    sites = {slide: slide[0] for slide in TILES} | {"e1": one, "f1": other}
    with pytest.raises(DatasetError, match=rf"in the sites or folds differ only.*{how}"):
        study.split(**SITE_FOLDS, k_fold_iter=1, site_labels=sites)


def test_that_a_blank_in_a_column_of_labels_is_refused(folder: Path) -> None:
    blank = pl.when(pl.col("slide") == "f1").then(pl.lit("")).otherwise("subtype")
    study = Dataset(folder, annotations=annotations().with_columns(subtype=blank))
    with pytest.raises(DatasetError, match=r"1 slide of 12 has nothing in the column “subtype”"):
        study.split(labels="subtype", val_fraction=0.3)


def test_that_patients_must_be_known(folder: Path) -> None:
    with pytest.raises(DatasetError, match="There are no annotations"):
        Dataset(folder).split(val_fraction=0.3)
    lines = annotations().with_columns(
        patient=pl.when(pl.col("slide") == "f1").then(pl.lit(" ")).otherwise("patient")
    )
    with pytest.raises(DatasetError, match=r"1 slide of 12 has nothing in the column “patient”"):
        Dataset(folder, annotations=lines).split(val_fraction=0.3)


# -- what holds of any patients


def test_that_a_rare_label_is_validated_too() -> None:
    patients = [Patient(f"{label}{i}", (), label, label) for i in range(30) for label in "A"]
    patients += [Patient(f"{label}{i}", (), label, label) for i in range(2) for label in "BC"]
    for seed in range(5):
        split = Split("fixed", balanced=True, fraction=0.1, seed=seed)
        parts = split.part(patients)
        assert Counter(name[0] for name in parts["validation"]) == {"A": 1, "B": 1, "C": 1}


@st.composite
def people(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """The patient, label and site of each slide, with names as they come."""
    letters = st.sampled_from(["a", "B", "\u00e9", "e\u0301", " ", "\u00a0", "0", "_", ".", "-"])
    names = st.lists(letters, min_size=1, max_size=3).map("".join).filter(str.strip)
    chosen = draw(st.lists(names, min_size=1, max_size=8))
    of_patient = {
        name: (draw(st.sampled_from("AB")), draw(st.sampled_from(["S1", "S2", "S3"])))
        for name in dict.fromkeys(chosen)
    }
    return [(name, *of_patient[name]) for name in chosen]


@given(people(), st.integers(0, 5), st.booleans())
@settings(deadline=None)
def test_that_nobody_trains_and_validates(
    lines: list[tuple[str, str, str]],
    seed: int,
    by_site: bool,
) -> None:
    slides = [f"s{i}" for i in range(len(lines))]
    frame = pl.DataFrame(lines, schema=["patient", "subtype", "site"], orient="row")
    study = Dataset([], annotations=frame.with_columns(slide=pl.Series(slides)))
    arguments: dict[str, Any] = (
        SITE_FOLDS | {"val_k_fold": 2, "k_fold_iter": 1, "labels": None}
        if by_site
        else {"val_fraction": 0.4, "labels": "subtype"}
    )
    try:
        parts = study.split(**arguments, seed=seed, from_wsi=True)
    except DatasetError:
        return
    people = dict(zip(slides, lines, strict=True))
    training, validating = (
        {
            (normalize("NFC", people[slide][0]).strip(), people[slide][2] if by_site else "")
            for slide in part.slides()
        }
        for part in parts
    )
    assert training
    assert validating
    for at in (0, 1) if by_site else (0,):
        assert not {one[at] for one in training} & {one[at] for one in validating}
    assert sorted(parts[0].slides() + parts[1].slides()) == sorted(slides)


@st.composite
def cohorts(draw: st.DrawFn) -> list[Patient]:
    labels = draw(st.lists(st.integers(2, 12), min_size=1, max_size=4))
    names = [(i, label) for label, count in enumerate(labels) for i in range(count)]
    return [Patient(f"{label}-{i}", (f"s{label}-{i}",), label, str(label)) for i, label in names]


@given(cohorts(), st.integers(2, 6), st.integers(min_value=0))
def test_that_folds_and_labels_in_them_are_even(
    patients: list[Patient], folds: int, seed: int
) -> None:
    split = Split("k-fold", balanced=True, folds=folds, fold=1, seed=seed)
    if len(patients) < folds:
        with pytest.raises(DatasetError):
            split.part(patients)
        return
    parts = list(split.part(patients).values())
    assert sorted(name for part in parts for name in part) == sorted(p.name for p in patients)
    for label in ("", *{patient.label_name for patient in patients}):
        counts = [sum(name.startswith(f"{label}-" if label else "") for name in p) for p in parts]
        assert max(counts) - min(counts) <= 1


@given(cohorts(), st.floats(0.05, 0.95), st.integers(min_value=0))
def test_that_labels_have_their_share_of_validation(
    patients: list[Patient], fraction: float, seed: int
) -> None:
    split = Split("fixed", balanced=True, fraction=fraction, seed=seed)
    totals = Counter(str(patient.label) for patient in patients)
    number = int(fraction * len(patients))
    if not 0 < number <= len(patients) - len(totals):
        if len(totals) > 1 or not number:
            with pytest.raises(DatasetError):
                split.part(patients)
        return
    parts = split.part(patients)
    assert len(parts["validation"]) == split.validating(len(patients))
    taken = Counter(name.split("-")[0] for name in parts["validation"])
    for label, total in totals.items():
        assert taken[label] < total
        assert taken[label] > 0 or number < len(totals)
        bounds = (0, 1, total - 1)
        assert abs(taken[label] - total * number / len(patients)) < 1 or taken[label] in bounds


def test_that_shares_that_are_not_exact_are_not_a_patient_short() -> None:
    assert int(0.29 * 100) == 28
    assert Split("fixed", balanced=False, fraction=0.29).validating(100) == 29
