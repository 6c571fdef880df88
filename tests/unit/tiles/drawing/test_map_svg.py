import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tiles.drawing import map_svg
from tfrviewer.tiles.drawing.map_legend import UNITS, ClassLine, ColourBar, MapLegend
from tfrviewer.tiles.drawing.map_svg import SvgTiles, Window, write_map_svg

SVG = "{http://www.w3.org/2000/svg}"
WHOLE = Window(0, 0, 4, 2)


def tiles() -> SvgTiles:
    """Eight tiles of side 1 in two rows: two colours, one hidden, one selected."""
    x, y = np.meshgrid(np.arange(4) + 0.5, np.arange(2) + 0.5)
    pixels = np.array([0xFF112233] * 4 + [0xFFAABBCC] * 4, np.uint32)
    at = np.arange(8)
    return SvgTiles(x.ravel(), y.ravel(), 1, 1, pixels, at == 0, at == 5, "#cccccc", "#0000ff")


def drawn(window: Window = WHOLE, legend: MapLegend | None = None) -> ET.Element:
    file = io.BytesIO()
    write_map_svg(file, tiles(), window, legend, ground="#ffffff", title="a <b> & \x01")
    return ET.fromstring(file.getvalue().decode())


def squares(drawing: ET.Element) -> dict[str, int]:
    """How many squares there are of each look."""
    group = drawing.find(f"{SVG}g")
    return {
        path.get("fill", "") + path.get("stroke", ""): path.get("d", "").count("M")
        for path in ([] if group is None else group)
    }


def test_that_tiles_are_squares_in_their_colours() -> None:
    drawing = drawn()
    assert squares(drawing) == {"none#cccccc": 1, "#112233": 3, "#aabbcc": 4, "none#0000ff": 1}
    assert drawing.get("viewBox") == "0 0 1000 500.00"
    assert drawing.findtext(f"{SVG}title") == "a <b> & \ufffd"
    first = drawing.findall(f"{SVG}g/{SVG}path")[1].get("d", "")
    assert first.startswith("M257.50 7.50h235.00v235.00h-235.00z")


def test_that_only_what_is_seen_is_drawn() -> None:
    assert squares(drawn(Window(2.1, 1.1, 1.5, 0.8))) == {"#aabbcc": 2}


def test_that_a_legend_tells_scale_and_colours_below_the_map() -> None:
    bar = ColourBar("blur", "0.1", "0.9", ("#000000", "#888888", "#ffffff"))
    classes = tuple(ClassLine(f"class & {i}", "#123456") for i in range(30))
    text = " · ".join(f"part {i}" for i in range(40))
    legend = MapLegend("slide", text, scale=(200, "1 mm"), bar=bar, heading="kind", classes=classes)
    drawing = drawn(legend=legend)
    height = float(drawing.get("viewBox", "").split()[-1])
    assert height == pytest.approx(500 + legend.height, abs=0.01)
    words = {one.text for one in drawing.iter(f"{SVG}text")}
    assert words >= {"slide", "1 mm", "blur", "0.1 – 0.9", "kind", "class & 7"}
    assert len(list(drawing.iter(f"{SVG}stop"))) == 3
    for one in drawing.iter(f"{SVG}text"):
        assert 500 < float(one.get("y", "")) < height
        assert 0 < float(one.get("x", "")) < UNITS


def test_that_a_drawing_of_too_many_tiles_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_svg, "MOST_SQUARES", 7)
    with pytest.raises(ValueError, match="7 tiles at most, not 8"):
        drawn()


def test_that_a_drawing_can_be_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        write_map_svg(io.BytesIO(), tiles(), WHOLE, None, ground="#ffffff", title="", cancel=cancel)
