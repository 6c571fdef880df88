"""Projects of Slideflow made for tests, as Slideflow 3.0.2 lays them out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.unit.dataset.made import write_slide

SIZE = "299px_302um"
ANNOTATIONS = """patient,subtype,site,slide
P1,LUAD,Site-1,s1
P1,LUSC,Site-1,s2
P2,,NA,s3
P3,LUAD,Site-2,
"""
REPORT = (
    "slide,num_tiles,tile_px,tile_um,rois,stride,qc,gs_fraction,gs_threshold,ws_fraction,"
    "ws_threshold,normalizer,img_format,date,backend,slideflow_version\n"
)


@dataclass
class Made:
    """A project with the sources A (slides s1, s2) and B (s1, s3), of 2, 3, 4 and 1 tiles."""

    root: Path
    settings: dict[str, Any] = field(
        default_factory=lambda: {
            "name": "Lung",
            "annotations": "./annotations.csv",
            "dataset_config": "./datasets.json",
            "sources": ["A", "B"],
            "models_dir": "./models",
            "eval_dir": "./eval",
            "slideflow_version": "3.0.2",
        }
    )

    def __post_init__(self) -> None:
        write_slide(self.label("A") / "s1.tfrecords", 2)
        write_slide(self.label("A") / "s2.tfrecords", 3)
        write_slide(self.label("B") / "s1.tfrecords", 4)
        write_slide(self.label("B") / "s3.tfrecords", 1)
        self.write_settings()
        self.write_sources({"A": self.folders("A"), "B": self.folders("B")})
        self.annotate(ANNOTATIONS)

    def label(self, source: str, size: str = SIZE) -> Path:
        return self.root / "tfrecords" / source / size

    def folders(self, source: str) -> dict[str, str | None]:
        return {
            "slides": None,
            "roi": str(self.root / "roi" / source),
            "tiles": None,
            "tfrecords": str(self.root / "tfrecords" / source),
        }

    def write_settings(self, **changed: object) -> None:
        self.settings |= changed
        (self.root / "settings.json").write_text(json.dumps(self.settings, indent=1))

    def write_sources(self, sources: Mapping[str, object]) -> None:
        (self.root / "datasets.json").write_text(json.dumps(sources, indent=1))

    def annotate(self, text: str) -> Path:
        path = self.root / "annotations.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def add_slides(self, source: str, *names: str) -> Path:
        folder = self.root / "slides" / source
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / name).touch()
        sources = json.loads((self.root / "datasets.json").read_text())
        sources[source]["slides"] = str(folder)
        self.write_sources(sources)
        return folder

    def report(self, source: str, *lines: str) -> Path:
        path = self.label(source) / "extraction_report.csv"
        path.write_text(REPORT + "".join(f"{line}\n" for line in lines))
        return path


def extracted(
    slide: str,
    tiles: object,
    *,
    size: str = "299,302",
    stride: int = 1,
    date: str = "2026-01-05 10:30:00.123456",
) -> str:
    """A line of an extraction report."""
    return f"{slide},{tiles},{size},0,{stride},,0.6,0.05,1.0,230,,jpg,{date},libvips,3.0.2"
