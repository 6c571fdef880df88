"""Agreement of two readers."""

import polars as pl
import pytest

from tfrviewer.review import agreement
from tfrviewer.review.given import FLAG_SCHEMA


def flags(**by_reader: str) -> pl.DataFrame:
    """Flags of readers, a letter a tile: k, r or - for none."""
    words = {"k": "keep", "r": "reject", "-": None}
    rows = [
        (reader, "a", x, 0, 9, 0, words[letter], "", None, 0.0, 1)
        for reader, letters in by_reader.items()
        for x, letter in enumerate(letters)
    ]
    return pl.DataFrame(rows, schema=FLAG_SCHEMA, orient="row")


def test_that_kappa_is_as_in_a_worked_example() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: p_o 0.7, p_e 0.5.
    said = flags(anna="k" * 25 + "r" * 25, bert="k" * 20 + "r" * 5 + "k" * 10 + "r" * 15)
    found = agreement(said, "anna", "bert")
    assert found.kappa == pytest.approx(0.4)
    assert found.counts == ((20, 5), (10, 15))
    assert found.names == ("keep", "reject")
    assert (found.both, found.agreed) == (50, 35)


def test_that_only_tiles_that_both_flagged_count() -> None:
    found = agreement(flags(anna="kkr-r", bert="kr--k"), "anna", "bert")
    assert (found.both, found.only_first, found.only_second) == (3, 1, 0)
    assert found.to_json()["kappa"] == found.kappa


@pytest.mark.parametrize(
    ("anna", "bert", "kappa"),
    [("krkr", "krkr", 1.0), ("krkr", "rkrk", -1.0), ("kk", "kk", None), ("k-", "-k", None)],
)
def test_that_kappa_is_told_where_chance_alone_does_not_agree(
    anna: str, bert: str, kappa: float | None
) -> None:
    assert agreement(flags(anna=anna, bert=bert), "anna", "bert").kappa == kappa


def test_that_a_reader_is_not_compared_with_himself() -> None:
    with pytest.raises(ValueError, match="named twice"):
        agreement(flags(anna="k"), "anna", "anna")
