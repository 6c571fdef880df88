"""Whether TFRecords are whole: framing, checksums, Examples, images, names and locations.

One file is checked here, in units for worker processes; `verify` runs over many. Workers import
this package, so it imports neither polars nor Qt: whoever wants `verify` imports the module.
"""

from tfrviewer.checks.integrity.file_check import check_file
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.units import (
    Unit,
    UnitReport,
    bundled,
    check_bundle,
    check_unit,
    join_units,
    units_of,
)

__all__ = [
    "FileReport",
    "Unit",
    "UnitReport",
    "bundled",
    "check_bundle",
    "check_file",
    "check_unit",
    "join_units",
    "units_of",
]
