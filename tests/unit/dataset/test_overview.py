import json
from pathlib import Path

import pytest

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.projects import SIZE, Made, extracted
from tfrviewer.dataset.dataset import Dataset

ROI = "roi_name,x_base,y_base\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "lung")
    made.add_slides("A", "s1.svs")
    for source, name, text in (
        ("A", "s1", ROI + "a,1,1\n"),
        ("A", "s2", ROI + "a,1,1\na,2,2\n"),
        ("B", "s3", ROI),
        ("B", "stranger", ROI + "a,1,1\n"),
    ):
        path = made.root / "roi" / source / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return made


def opened(made: Made) -> Dataset:
    return Dataset.from_project(made.root, tile_px=299, tile_um=302)


def test_that_a_summary_of_a_project_tells_what_slideflow_tells(made: Made) -> None:
    summary = opened(made).summary()
    assert summary.config == made.root / "datasets.json"
    assert (summary.tile_px, summary.tile_um) == (299, 302)
    assert (summary.annotated_slides, summary.patients) == (3, 3)
    assert (summary.slides_with_rois, summary.patients_with_rois) == (2, 1)
    assert (summary.filters, summary.filter_blank, summary.min_tiles) == ({}, (), 0)
    assert summary.annotation_columns == ("patient", "subtype", "site", "slide")
    assert summary.annotations == made.root / "annotations.csv"
    assert (summary.project, summary.tiles) == ("Lung", 10)
    told = [(one.name, one.label, one.tfrecord_files, one.num_tiles) for one in summary.sources]
    assert told == [("A", SIZE, 2, 5), ("B", SIZE, 2, 5)]
    assert summary.sources[0].slides == made.root / "slides" / "A"
    assert summary.sources[1].slides is None


def test_that_filters_are_told_and_count(made: Made) -> None:
    dataset = opened(made).filter({"subtype": "LUAD"}, filter_blank="site", min_tiles=2)
    summary = dataset.summary()
    value = json.loads(json.dumps(summary.to_json()))
    assert value["filters"] == {"subtype": ["LUAD"]} or value["filters"] == {"subtype": "LUAD"}
    assert (value["filter_blank"], value["min_tiles"]) == (["site"], 2)
    assert (summary.annotated_slides, summary.patients) == (1, 2)  # one patient has no slide
    told = "filters: “subtype” is “LUAD”, “site” is not blank, 2 tiles or more"
    assert told in str(summary)


def test_that_no_filters_are_no_line_but_stay_in_the_json(made: Made) -> None:
    summary = opened(made).summary()
    assert "filters:" not in str(summary)
    value = summary.to_json()
    assert (value["filters"], value["filter_blank"], value["min_tiles"]) == ({}, [], 0)


def test_that_a_filter_of_many_values_is_told_in_short(made: Made) -> None:
    made.annotate("patient,slide\n" + "".join(f"P{i},s{i}\n" for i in range(1, 9)))
    summary = opened(made).filter({"slide": [f"s{i}" for i in range(1, 9)]}).summary()
    told = "filters: “slide” is one of “s1”, “s2”, “s3”, “s4”, “s5” and 3 more"
    assert told in str(summary)


def test_that_slides_left_out_on_purpose_are_not_told_as_missing(made: Made) -> None:
    made.annotate("patient,slide,label\nP1,s1,x\nP1,s2,y\nP2,s3,y\nP3,s9,x\n")
    summary = opened(made).filter({"label": "x"}).summary()
    text = str(summary)
    assert "1 slide without tiles:\n    s9: " in text
    assert "2 slides left out by filter or split: s2, s3" in text
    assert "The filter wants" not in text
    assert [slide.slide for slide in summary.absent] == ["s9", "s2", "s3"]


def test_that_outlines_are_counted_of_what_passes_the_filters(made: Made) -> None:
    summary = opened(made).filter({"subtype": "LUSC"}).summary()  # s2 alone; s1 has outlines, too
    assert (summary.annotated_slides, summary.slides_with_rois) == (1, 1)
    assert summary.patients_with_rois == 1
    none = opened(made).filter({"slide": "s3"}).summary()
    assert (none.slides_with_rois, none.patients_with_rois) == (0, 0)


def test_that_long_names_and_many_columns_are_cut_short(made: Made) -> None:
    columns = [f"c{i}" for i in range(60)]
    made.annotate(f"patient,slide,{','.join(columns)}\nP1,{'x' * 500}{',1' * 60}\n")
    text = str(opened(made).summary())
    assert "c46, c47 and 12 more" in text
    assert "x" * 100 not in text


def test_that_a_summary_is_text_and_json(made: Made) -> None:
    made.report("A", extracted("s1", 2), extracted("s2", 3))
    made.annotate("patient,slide\nP1,s1\nP1,s2\n" + "".join(f"P,x{i}\n" for i in range(12)))
    summary = opened(made).summary()
    text = str(summary)
    for part in (
        "4 TFRecords: 3 slides, 10 tiles",
        f"project “Lung”, configuration file {made.root / 'datasets.json'}",
        "source “A”: 2 TFRecords, 5 tiles",
        f"    label     {SIZE}",
        "    slides    none",
        "14 slides, 2 patients",
        "    columns: patient, slide",
        "outlines (ROIs): 2 slides, 1 patient",
        "extracted by Slideflow, 2 slides, 2026-01-05: tile_px 299, tile_um 302, stride 1",
        "12 slides without tiles:",
        "    x9: There is no TFRecord of it.",
        "    and 2 more; the JSON has them all",
        "1 TFRecord without a line in the annotations: s3.tfrecords",
    ):
        assert part in text, part
    value = json.loads(json.dumps(summary.to_json()))
    assert value["sources"][0]["tfrecords"] == str(made.root / "tfrecords" / "A")
    assert value["absent"][0] == {
        "slide": "x0",
        "reason": "no-tfrecord",
        "words": value["absent"][0]["words"],
    }
    assert [one["slide"] for one in value["extractions"]] == ["s1", "s2"]
    assert value["unannotated"] == [str(made.label("B") / "s3.tfrecords")]
    assert value["folders"][0]["tiles"] == 5
    assert value["tile_sizes"] == [{"label": SIZE, "tile_px": 299, "tile_um": 302}]


def test_that_a_plain_folder_leaves_out_what_is_not_there(tmp_path: Path) -> None:
    write_slide(tmp_path / "s1.tfrecords", 1)
    summary = Dataset(tmp_path).summary()
    for words in ("project", "annotations", "filters", "source"):
        assert words not in str(summary)
    value = summary.to_json()
    assert value["patients"] is value["config"] is value["tile_px"] is None
    assert value["sources"] == value["absent"] == value["extractions"] == []


def test_that_an_empty_project_says_what_is_missing(made: Made) -> None:
    for source in "AB":
        for path in made.label(source).iterdir():
            path.unlink()
    text = str(opened(made).summary())
    assert text.startswith("No TFRecords")
    assert "3 slides without tiles" in text
