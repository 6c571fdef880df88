"""The command that draws a value a tile."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tfrviewer import TFRecord
from tfrviewer.cli.app import run


def test_that_the_command_writes_a_picture_and_tells_what_it_shows(
    golden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = golden / "slide-A.tfrecords"
    with TFRecord(slide, create_index=False) as file:
        places = range(len(file))
    np.save(tmp_path / "v.npy", np.arange(len(places)))
    paths = [str(slide), str(tmp_path / "v.npy"), str(tmp_path / "out.png")]
    assert run(["heatmap", *paths, "--size", "80", "--limits", "0", "5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["tiles"], answer["limits"]) == (len(places), [0.0, 5.0])
    assert (answer["range"], answer["outside"]) == ([0.0, len(places) - 1.0], len(places) - 6)
    with Image.open(tmp_path / "out.png") as image:
        assert image.size == (answer["width"], answer["height"])
    assert run(["heatmap", *paths]) == 2
    assert "already" in capsys.readouterr().err
    assert run(["heatmap", *paths, "--replace", "--limits", "5", "1"]) == 2
    assert "limits" in capsys.readouterr().err.lower()
    assert run(["heatmap", *paths, "--replace", "--smooth", "--no-tiles", "--size", "50"]) == 0
    assert f"{len(places)} tiles with a value" in capsys.readouterr().out
