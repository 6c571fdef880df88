"""How likely each TFRecord is drawn from, in numbers that Slideflow 3.0.2 gave."""

import math
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.study import SUBTYPES, TILES, by_slide, open_study, write_study
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(folder: Path) -> Dataset:
    return open_study(folder)


def weights(dataset: Dataset) -> dict[str, float]:
    assert dataset.prob_weights is not None
    assert math.isclose(math.fsum(dataset.prob_weights.values()), 1)
    return {slide: round(weight, 6) for slide, weight in by_slide(dataset.prob_weights).items()}


def test_that_tiles_are_alike(study: Dataset) -> None:
    assert weights(study.balance(strategy="tile")) == {
        slide: round(tiles / 165, 6) for slide, tiles in TILES.items()
    }


def test_that_only_tiles_that_are_used_weigh(study: Dataset) -> None:
    assert weights(study.clip(9).balance(strategy="tile")) == {
        slide: round(min(tiles, 9) / 92, 6) for slide, tiles in TILES.items()
    }


def test_that_slides_are_alike(study: Dataset) -> None:
    assert set(weights(study.balance(strategy="slide")).values()) == {0.083333}


def test_that_patients_are_alike(study: Dataset) -> None:
    assert weights(study.balance(strategy="patient")) == {
        "a1": 0.0625,
        "a2": 0.0625,
        "b1": 0.125,
        "c1": 0.041667,
        "c2": 0.041667,
        "c3": 0.041667,
        "d1": 0.125,
        "e1": 0.125,
        "f1": 0.125,
        "g1": 0.125,
        "h1": 0.0625,
        "h2": 0.0625,
    }


def test_that_categories_are_alike(study: Dataset) -> None:
    assert weights(study.balance("subtype")) == {
        slide: {"A": 0.071429, "B": 0.1}[subtype] for slide, subtype in SUBTYPES.items()
    }
    assert weights(study.balance(["subtype", "site"])) == {
        "a1": 0.071429,
        "a2": 0.071429,
        "b1": 0.142857,
        "c1": 0.047619,
        "c2": 0.047619,
        "c3": 0.047619,
        "d1": 0.142857,
        "e1": 0.071429,
        "f1": 0.071429,
        "g1": 0.142857,
        "h1": 0.071429,
        "h2": 0.071429,
    }


def test_that_numbers_are_categories_only_if_said(study: Dataset) -> None:
    with pytest.raises(DatasetError, match=r"“score” holds numbers.*force=True"):
        study.balance(["subtype", "score"])
    assert set(weights(study.balance("score", force=True)).values()) == {0.083333}


def test_that_tfrecords_without_tiles_are_never_drawn(tmp_path: Path) -> None:
    write_study(tmp_path)
    write_slide(tmp_path / "empty.tfrecords", 0)
    (tmp_path / "text.tfrecords").write_text("This is a text.")
    dataset = open_study(tmp_path)
    for strategy in ("tile", "slide", "patient"):
        told = weights(dataset.balance(strategy=strategy))
        assert (told.pop("empty"), told.pop("text")) == (0, 0)
        assert told == weights(dataset.filter(filter_blank="patient").balance(strategy=strategy))
    clipped = dataset.clip(strategy="category", headers=["subtype", "site"])
    told = weights(clipped.balance("subtype"))
    assert (told["c2"], told["b1"], told["a1"]) == (0, 0.166667, 0.071429)


def test_that_no_strategy_forgets_earlier_weights(study: Dataset) -> None:
    balanced = study.balance(strategy="tile")
    assert balanced.balance(strategy="none").prob_weights is None
    assert balanced.balance(strategy=None).prob_weights is None
    assert balanced.prob_weights is not None
    assert study.prob_weights is None


def test_that_what_remains_is_weighed_anew_after_a_filter(study: Dataset) -> None:
    balanced = study.balance(strategy="tile")
    assert weights(balanced.filter({"site": "S3"})) == {"e1": 0.816327, "f1": 0.183673}
    assert balanced.filter({"site": "S3", "subtype": "B"}).prob_weights == {}


def test_that_a_later_clip_weighs_anew(study: Dataset) -> None:
    clipped = study.clip(strategy="category", headers=["subtype", "site"])
    for strategy, headers in (("tile", None), ("patient", None), ("category", "subtype")):
        balanced = clipped.balance(headers, strategy)
        assert weights(balanced)["c2"] == 0
        for again, fresh in (
            (balanced.unclip(), study),
            (balanced.clip(9), study.clip(9)),
            (study.balance(headers, strategy).clip(9), study.clip(9)),
            (balanced.clip(9).filter({"site": "S2"}), study.filter({"site": "S2"}).clip(9)),
        ):
            assert weights(again) == weights(fresh.balance(headers, strategy))


def test_that_numbers_that_are_categories_stay_so(study: Dataset) -> None:
    balanced = study.balance("score", force=True)
    assert weights(balanced.clip(3)) == weights(balanced)
    assert weights(balanced.filter({"site": "S3"})) == {"e1": 0.5, "f1": 0.5}


def test_that_weights_set_by_hand_stay(study: Dataset) -> None:
    by_hand = study.balance(strategy="tile")
    by_hand.prob_weights = {
        str(path): {"e1": 3.0, "f1": 1.0}.get(path.stem, 0.0) for path in study.tfrecords()
    }
    for derived in (by_hand.clip(5), by_hand.unclip(), by_hand.clip(5).clip(3)):
        assert derived.prob_weights == by_hand.prob_weights
    assert weights(by_hand.filter({"site": "S3"})) == {"e1": 0.75, "f1": 0.25}
    assert weights(by_hand.clip(5).balance(strategy="slide").clip(2))["a1"] == 0.083333


def test_that_no_weights_stay_none(study: Dataset) -> None:
    plain = study.balance(strategy="tile").balance(strategy=None)
    assert plain.clip(3).prob_weights is None
    assert plain.clip(3).filter({"site": "S3"}).prob_weights is None


def test_that_loaders_draw_by_weight(study: Dataset) -> None:
    loader = study.balance("subtype").interleave(seed=0)
    drawn = Counter(SUBTYPES[record["slide"]] for record in islice(loader, 4000))
    assert abs(drawn["A"] - 2000) < 150


def test_that_wrong_balances_are_refused(study: Dataset) -> None:
    with pytest.raises(ValueError, match=r"one of .*'tile'.*not 'bogus'"):
        study.balance(strategy="bogus")
    with pytest.raises(ValueError, match="headers"):
        study.balance()
    with pytest.raises(TypeError, match="headers"):
        study.balance([1])  # type: ignore[list-item]
    with pytest.raises(DatasetError, match="no column “grade”"):
        study.balance("grade")
    with pytest.raises(DatasetError, match="No TFRecord passes the filters"):
        study.filter({"site": "S3", "subtype": "B"}).balance(strategy="slide")
