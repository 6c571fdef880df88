"""Numbers measured on tiles: light, colour, focus, stain, ink; and how they find faults."""

from tfrviewer.tiles.metrics.catalogue import METRICS, VERSION, Metric
from tfrviewer.tiles.metrics.measuring import Measured, measure, measure_hashed, measure_many
from tfrviewer.tiles.metrics.perceptual_hash import hash_distance
from tfrviewer.tiles.metrics.presets import PRESETS, Preset
from tfrviewer.tiles.metrics.slideflow import Reader, grayspace_fraction, whitespace_fraction

__all__ = [
    "METRICS",
    "PRESETS",
    "VERSION",
    "Measured",
    "Metric",
    "Preset",
    "Reader",
    "grayspace_fraction",
    "hash_distance",
    "measure",
    "measure_hashed",
    "measure_many",
    "whitespace_fraction",
]
