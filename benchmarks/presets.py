"""How well the presets of the metrics find what is wrong: `python -m benchmarks.presets`.

Datasets are drawn with planted defects, by seeds and settings that the thresholds were not tuned
on, and each preset is held against what was planted. `--write` puts the numbers into
docs/metrics.md.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from tfrviewer.build.sample.defects import INKS
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.truth import Planted

KINDS = {
    "blank": Planted.BLANK,
    "out_of_focus": Planted.BLUR,
    "pen": Planted.PEN,
    "fold": Planted.FOLD,
    "dark": Planted.DARK,
    "washed_out": Planted.WASHED,
}
"""What each preset is to find."""
RECALL, PRECISION = 0.9, 0.8
"""What is promised of each, at full strength."""
PAGE = Path("docs/metrics.md")

_STAINS: Mapping[str, Mapping[str, Any]] = {
    "ordinary": {},
    "pale": {"stain_strength": 0.7},
    "strong": {"stain_strength": 1.4},
    "another H&E": {"hematoxylin": (0.58, 0.75, 0.32), "eosin": (0.15, 0.92, 0.30)},
    "few nuclei": {"nuclei": 0.5},
    "many nuclei": {"nuclei": 1.8},
    "every ink": {"defects": 0.4},
}
_SIZES = ((64, 80), (96, 70), (160, 60), (224, 50), (299, 40), (384, 30), (512, 24))
"""Side of the tiles, and how many a slide."""
_QUALITIES = (60, 75, 85, 95)


def grid() -> list[tuple[str, SampleSettings]]:
    """Return what is drawn: every size with every stain, at a quality of JPEG each in turn."""
    return [
        (
            f"{px} px, {stain}",
            SampleSettings(
                seed=11_000 + number,
                px=px,
                tiles=tiles,
                jpeg_quality=_QUALITIES[(number + number // len(_STAINS)) % len(_QUALITIES)],
                washed_out=True,
                **_STAINS[stain],
            ),
        )
        for number, ((px, tiles), stain) in enumerate(product(_SIZES, _STAINS))
    ]


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of a drawn dataset.

    Attributes:
        planted: What defect it has, None for none.
        strength: How strong, 0 for none.
        ink: Which ink, for a pen.
        found: The presets whose condition it meets.
    """

    planted: Planted | None
    strength: float
    ink: str
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a preset does.

    Attributes:
        precision: Share of what it finds that has its defect, at any strength.
        found: How many tiles it finds.
        recall: Share of the tiles with its defect that it finds, by strength.
        planted: How many there are, by strength.
    """

    precision: float
    found: int
    recall: Mapping[float, float]
    planted: Mapping[float, int]

    @property
    def holds(self) -> bool:
        """Whether it does what is promised."""
        return self.recall.get(1.0, 1.0) >= RECALL and self.precision >= PRECISION


def drawn(settings: SampleSettings) -> list[Tile]:
    """Draw a dataset and hold the presets against its tiles, those that decode."""
    import polars as pl

    from tfrviewer import TFRecord
    from tfrviewer.build.sample.sample import TRUTH, write_sample
    from tfrviewer.tiles.metrics import METRICS, PRESETS, measure_many

    tiles: list[Tile] = []
    with tempfile.TemporaryDirectory(prefix="tfrviewer-presets-") as name:
        folder = Path(name)
        paths = write_sample(folder, settings)
        truth = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
        planted = {
            (folder / plant["file"], plant["record"]): plant
            for plant in truth["planted"]
            if plant["strength"] is not None
        }
        for path in paths:
            with TFRecord(path, check_crc=False) as tfr:
                images = [tfr.image(record) for record in range(len(tfr))]
            frame = pl.DataFrame(measure_many(images), schema=list(METRICS)).fill_nan(None)
            hits = frame.select(
                pl.sql_expr(preset.condition).fill_null(value=False).alias(preset.name)
                for preset in PRESETS.values()
            )
            for record, hit in enumerate(hits.iter_rows(named=True)):
                if frame["brightness"][record] is None:
                    continue
                plant = planted.get((path, record))
                found = frozenset(name for name, is_hit in hit.items() if is_hit)
                tiles.append(_tile(plant, found))
    return tiles


def _tile(plant: Mapping[str, Any] | None, found: frozenset[str]) -> Tile:
    if plant is None:
        return Tile(None, 0.0, "", found)
    kind = Planted(plant["kind"])
    ink = plant["detail"].split()[0] if kind is Planted.PEN else ""
    return Tile(kind, plant["strength"], ink, found)


def score(preset: str, tiles: Iterable[Tile], ink: str = "") -> Score:
    """Return how well a preset does on tiles; of one ink alone where it is named."""
    kind = KINDS[preset]
    by_strength: dict[float, list[bool]] = {}
    found = right = 0
    for tile in tiles:
        if ink and tile.ink not in ("", ink):
            continue
        hit = preset in tile.found
        found += hit
        if tile.planted is kind:
            right += hit
            by_strength.setdefault(tile.strength, []).append(hit)
    return Score(
        right / found if found else 1.0,
        found,
        {strength: sum(hits) / len(hits) for strength, hits in sorted(by_strength.items())},
        {strength: len(hits) for strength, hits in sorted(by_strength.items())},
    )


def table(tiles: Sequence[Tile]) -> str:
    """Return precision and recall of every preset as a table of Markdown."""
    strengths = sorted({tile.strength for tile in tiles if tile.strength})
    head = ["preset", "precision", "found", *(f"recall at {s:g}" for s in strengths), "planted"]
    lines = [head, ["---"] + ["--:"] * (len(head) - 1)]
    for preset in KINDS:
        lines.append(_line(preset, score(preset, tiles), strengths))
        if preset == "pen":
            lines += [
                _line(f"pen, {ink}", score(preset, tiles, ink), strengths, of="pen") for ink in INKS
            ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _line(name: str, score: Score, strengths: Sequence[float], of: str = "") -> list[str]:
    """Return the cells of one line; the precision is that of all inks together."""
    told = ["", ""] if of else [f"{score.precision:.3f}", f"{score.found}"]
    recall = [f"{score.recall[s]:.3f}" if s in score.recall else "" for s in strengths]
    return [name, *told, *recall, f"{score.planted.get(1.0, 0)} each"]


def metric_table() -> str:
    """Return every metric as a table of Markdown."""
    from tfrviewer.tiles.metrics import METRICS

    lines = ["| name | range | what it tells | formula | source |\n|---|---|---|---|---|\n"]
    for metric in METRICS.values():
        high = "" if metric.high is None else f"{metric.high:g}"
        reach = f"{metric.low:g} to {high}" if high else f"from {metric.low:g}"
        unit = f" {metric.unit}" if metric.unit else ""
        told = f"{metric.title}. {metric.description}"
        cells = f"`{metric.name}`", f"{reach}{unit}", told, metric.formula, metric.source
        lines.append("| " + " | ".join(cells) + " |\n")
    return "".join(lines)


def condition_table() -> str:
    """Return the condition of every preset as a table of Markdown."""
    from tfrviewer.tiles.metrics import PRESETS

    return "| preset | condition |\n|---|---|\n" + "".join(
        f"| {p.title} | `{p.condition}` |\n" for p in PRESETS.values()
    )


def described(page: str) -> str:
    """Return the page with its tables of metrics and conditions made anew."""
    return with_part(with_part(page, "metrics", metric_table()), "conditions", condition_table())


def with_part(page: str, name: str, text: str) -> str:
    """Return a page with what stands between the marks of a part replaced."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    before, rest = page.split(begin)
    return f"{before}{begin}{text}{end}{rest.split(end)[1]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate the presets; return 1 where one does not do what is promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.presets", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE}")
    parser.add_argument(
        "--describe", action="store_true", help="write what is measured to it, and draw nothing"
    )
    options = parser.parse_args(arguments)
    if options.describe:
        PAGE.write_text(described(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    tiles: list[Tile] = []
    held = 0
    for number, (name, settings) in enumerate(grid(), 1):
        some = drawn(settings)
        tiles += some
        poor = [preset for preset in KINDS if not score(preset, some).holds]
        held += not poor
        print(f"{number:2} {name}, JPEG {settings.jpeg_quality}: {', '.join(poor) or 'all hold'}")
        sys.stdout.flush()
    print(table(tiles))
    if options.write:
        told = (
            f"{len(tiles):,} tiles of {len(grid())} datasets; in {held} of them every preset alone"
            f" finds {RECALL:.0%} of strength 1 and is right in {PRECISION:.0%}.\n\n{table(tiles)}"
        )
        page = with_part(PAGE.read_text(encoding="utf-8"), "presets", f"{told}\n")
        PAGE.write_text(described(page), encoding="utf-8")
    return 0 if all(score(preset, tiles).holds for preset in KINDS) else 1


if __name__ == "__main__":
    sys.exit(main())
