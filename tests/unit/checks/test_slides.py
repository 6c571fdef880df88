from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tfrviewer.checks.slides import (
    DUPLICATE_GROUP,
    ERROR_WEIGHT,
    NOTHING_WEIGHT,
    SCHEMA,
    WARNING_WEIGHT,
    WEIGHTS,
    SlideFile,
    distributions,
    slide_figures,
)
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.table.cache import Cache
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import Cancelled, CancelToken

PRESETS = {"blank": "whitespace > 0.9", "out_of_focus": "sharpness < 5"}


def files_of(*counts: int) -> list[SlideFile]:
    return [
        SlideFile(path=Path(f"/d/s{i}.tfrecords"), name=f"s{i}", tiles=n, bytes=9, index="found")
        for i, n in enumerate(counts)
    ]


def frame_of(n: int) -> pl.DataFrame:
    """Return tiles in rows of four, ten apart."""
    at = np.arange(n)
    return pl.DataFrame(
        {"number": at.astype(np.uint32), "x": at % 4 * 10, "y": at // 4 * 10, "slide": "A"},
        schema_overrides={"x": pl.Int64(), "y": pl.Int64()},
    )


def finding(file: str, severity: Severity, record: int | None = None) -> Finding:
    kind = FindingKind.PAYLOAD_CRC if record is not None else FindingKind.TRUNCATED
    return Finding(kind=kind, severity=severity, file=file, message="It is so.", record=record)


def test_that_findings_are_counted_by_file_and_broken_records_once() -> None:
    path = str(Path("/d/s1.tfrecords"))
    findings = [
        finding(path, Severity.ERROR, 0),
        finding(path, Severity.ERROR, 0),
        finding(path, Severity.WARNING, 3),
        finding(str(Path("/d/s1.index.npz")), Severity.WARNING),
        finding("/elsewhere", Severity.ERROR),
    ]
    figures = slide_figures(frame_of(12), files_of(4, 8), findings, presets={})
    assert figures.columns == list(SCHEMA)
    assert figures["errors"].to_list() == [0, 2]
    assert figures["warnings"].to_list() == [0, 2]
    assert figures["broken"].to_list() == [0, 1]
    expected = 100 * WEIGHTS["broken"] / 8 + WARNING_WEIGHT
    assert figures["score"].to_list() == [0, pytest.approx(expected)]


def test_that_what_nobody_looked_for_is_null_and_adds_nothing() -> None:
    figures = slide_figures(frame_of(12), files_of(4, 8), presets=PRESETS)
    for name in ("blank", "blurred", "duplicates", "verified"):
        assert figures[name].null_count() == 2, name
    assert figures["score"].to_list() == [0, 0]


def test_that_only_slides_that_were_measured_have_a_count() -> None:
    whitespace = [0.95, 0.1, 0.99, None, *[None] * 8]
    frame = frame_of(12).with_columns(pl.Series("whitespace", whitespace, pl.Float32()))
    figures = slide_figures(frame, files_of(4, 8), presets=PRESETS)
    assert figures["blank"].to_list() == [2, None]
    assert figures["blurred"].to_list() == [None, None]


def test_that_the_presets_of_the_metrics_are_what_is_counted() -> None:
    from tfrviewer.dataset.table.query import condition_columns
    from tfrviewer.tiles.metrics import PRESETS as OURS

    columns = set().union(*(condition_columns(OURS[name].condition) for name in PRESETS))
    frame = frame_of(4).with_columns(pl.lit(0.0, pl.Float32()).alias(name) for name in columns)
    figures = slide_figures(frame, files_of(4))
    assert figures["blank"].null_count() == figures["blurred"].null_count() == 0


def test_that_groups_of_duplicates_and_locations_are_counted() -> None:
    frame = frame_of(12).with_columns(
        pl.Series(DUPLICATE_GROUP, [1, 1, None, None, 2, *[None] * 7], pl.UInt32()),
        x=pl.when(pl.col("number") == 1).then(0).otherwise("x"),
    )
    figures = slide_figures(frame, files_of(4, 8), presets={})
    assert figures["duplicates"].to_list() == [2, 1]
    assert figures["duplicate_locations"].to_list() == [1, 0]


def test_that_holes_are_counted_and_tiles_without_locations_have_no_grid() -> None:
    at = [i for i in range(16) if i != 5]
    nowhere = frame_of(2).with_columns(pl.lit(0, pl.Int64()).alias(name) for name in "xy")
    frame = pl.concat([frame_of(16)[at], nowhere])
    figures = slide_figures(frame, files_of(15, 2), presets={})
    assert figures["holes"].to_list() == [1, None]
    assert figures["missing"].to_list() == [1, None]
    assert figures["off_grid"].to_list() == [0, None]


def test_that_a_file_that_gives_nothing_comes_before_all_others() -> None:
    findings = [finding(str(Path("/d/s0.tfrecords")), Severity.ERROR)]
    figures = slide_figures(frame_of(4), files_of(0, 4), findings, presets={})
    assert figures["score"].to_list() == [ERROR_WEIGHT + NOTHING_WEIGHT, 0]
    assert figures["slide"].to_list() == ["s0", "A"]


def test_that_verified_files_are_told_from_others() -> None:
    files = files_of(4, 8)
    figures = slide_figures(frame_of(12), files, presets={}, verified={files[1].path})
    assert figures["verified"].to_list() == [False, True]


def test_that_frame_and_files_must_belong_together() -> None:
    with pytest.raises(ValueError, match="the files have 5 records, the frame 4"):
        slide_figures(frame_of(4), files_of(5), presets={})


def test_that_it_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        slide_figures(frame_of(4), files_of(4), presets={}, cancel=token)


def test_a_dataset_of_files(golden: Path, tmp_path: Path) -> None:
    paths = [golden / name for name in ("slide-A.tfrecords", "truncated_payload.tfrecords")]
    with Dataset(paths, cache=Cache(tmp_path)) as dataset:
        files = [SlideFile.of(columns) for columns in dataset.load()]
        figures = slide_figures(dataset.columns(), files, dataset.findings, presets={})
    assert figures["tiles"].to_list() == [file.tiles for file in files]
    assert figures["errors"][0] == 0
    assert figures["errors"][1] > 0
    assert figures["score"][1] > figures["score"][0]


def test_that_distributions_share_one_scale_and_leave_out_what_is_missing() -> None:
    values = pl.Series([0.0, 1.0, None, float("nan"), 4.0, 2.0])
    drawn = distributions(values, [3, 0, 3], bins=4)
    assert (drawn.low, drawn.high) == (0, 4)
    assert drawn.counts.tolist() == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 1]]
    nothing = distributions(pl.Series([None, None], dtype=pl.Float64()), [2], bins=3)
    assert nothing.counts.tolist() == [[0, 0, 0]]
    with pytest.raises(ValueError, match="2 values for 3 records"):
        distributions(pl.Series([1.0, 2.0]), [3])


def test_that_a_path_that_is_no_text_is_told_with_its_bytes_escaped() -> None:
    path = Path("/d/\udce9.tfrecords")
    file = SlideFile(path=path, name="e", tiles=1, bytes=9, index="found")
    about = finding(str(path), Severity.ERROR)
    figures = slide_figures(frame_of(1), [file], [about], presets=PRESETS)
    assert figures["path"].to_list() == [str(Path("/d/\\udce9.tfrecords"))]
    assert figures["errors"].to_list() == [1]


def test_that_a_file_of_several_slides_has_the_sum_of_their_grids() -> None:
    one = frame_of(16).with_columns(slide=pl.lit("B"), x=pl.col("x") + 3, y=pl.col("y") + 3)
    one = one.with_columns(x=pl.when(pl.col("number") == 5).then(15).otherwise("x"))
    frame = pl.concat([frame_of(16), one, frame_of(16)])
    frame = frame.with_columns(number=pl.int_range(frame.height, dtype=pl.UInt32))
    figures = slide_figures(frame, files_of(32, 16), presets={})
    assert figures["duplicate_locations"].to_list() == [0, 0]
    assert figures["off_grid"].to_list() == [1, 0]
    alone = slide_figures(frame.with_columns(slide=pl.lit("A")), files_of(32, 16), presets={})
    assert alone["off_grid"].to_list() != [1, 0]
