"""What is worth saying of a TFRecord once it is written, as findings."""

from pathlib import Path

from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.plan import PlannedFile
from tfrviewer.build.running.report import WrittenFile
from tfrviewer.errors import Finding, FindingKind, Severity


def stays(file: PlannedFile) -> Finding:
    """Return the finding of a TFRecord that was there and was not to be written."""
    return Finding(
        kind=FindingKind.ALREADY_THERE,
        severity=Severity.NOTE,
        file=str(file.path),
        message=f"It was there already and stays as it is; its {len(file.images):,} images were "
        "not read.",
    )


def already_there(written: WrittenFile) -> Finding:
    """Return the finding of images that a TFRecord had before they were appended."""
    there = 0 if written.there is None else len(written.there)
    total = there + written.records
    return Finding(
        kind=FindingKind.ALREADY_THERE,
        severity=Severity.NOTE,
        file=str(written.path),
        message=f"{there:,} of {total:,} images were in it already, at the same place of the same "
        "slide, and are not appended again.",
    )


def unlike_old(path: Path, old: Picture, new: Picture) -> Finding:
    """Return the finding of a TFRecord whose new tiles are unlike the ones it had."""
    told = [f"{p.size[0]:,} x {p.size[1]:,} pixels, {p.format.upper()}" for p in (new, old)]
    return Finding(
        kind=FindingKind.ODD_SIZE if old.size != new.size else FindingKind.MIXED_FORMATS,
        severity=Severity.WARNING,
        file=str(path),
        message=f"The tiles appended are {told[0]}; the first of those it had is {told[1]}.",
        remedy="Slideflow takes one size and one format a TFRecord. Build them to be alike (size, "
        "encoding), or into another folder.",
    )


def unnamed(path: Path) -> Finding:
    """Return the finding of a TFRecord whose first image Slideflow cannot read."""
    return Finding(
        kind=FindingKind.UNNAMED_FORMAT,
        severity=Severity.WARNING,
        file=str(path),
        record=0,
        message="Its first image is a JPEG that begins neither with JFIF nor with Exif: "
        "Slideflow cannot name its format and refuses to decode the file.",
        remedy="Others read it. For Slideflow, save the image anew with JFIF.",
    )


def came_since(path: Path) -> Finding:
    """Return the finding of images whose TFRecord came while others were written."""
    return Finding(
        kind=FindingKind.TARGET_EXISTS,
        severity=Severity.ERROR,
        file="",
        message=f"Its TFRecord, {path.name}, has come since the build began, and stays as it is.",
        remedy="Build it again, or find out what else writes there.",
    )


def same_name(path: Path) -> Finding:
    """Return the finding of images whose TFRecord would be that of other ones."""
    return Finding(
        kind=FindingKind.TARGET_EXISTS,
        severity=Severity.ERROR,
        file="",
        message=f"Its TFRecord, {path.name}, would be that of another folder of this "
        "build: the file system does not tell their names apart.",
        remedy="Rename one of the folders.",
    )
