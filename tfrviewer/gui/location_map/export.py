"""Saving what the map shows: as a picture, as a drawing, or as squares for QuPath.

`MapExport.of` takes all that is needed at one moment, on the GUI thread and at no cost; its
methods are work for a thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer

from tfrviewer.atomic import open_atomically, write_atomically
from tfrviewer.build.subset.table import TableReport, save_table
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.figures import decimal, number, written_here
from tfrviewer.gui.location_map.colouring.colouring import ClassScheme, NumberScheme
from tfrviewer.gui.location_map.colouring.words import number_text
from tfrviewer.gui.location_map.grid_words import looks_divided
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.theme import muted_text
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tiles.drawing.map_legend import UNITS, ClassLine, ColourBar, MapLegend, begin_svg
from tfrviewer.tiles.drawing.map_svg import MOST_SQUARES, SvgTiles, Window, in_window, write_map_svg
from tfrviewer.tiles.drawing.raster import RasterView
from tfrviewer.tiles.drawing.scale_bar import bar_length, micrometres

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from tfrviewer.gui.location_map.view import LocationMap

MOST_PIXELS = 400_000_000
"""Of a picture: 1.6 GB while it is made."""

_AROUND = 0.03  # of the slide, left free on each side where the whole of it is drawn
_SCALE_BAR = 0.25  # of the width at most
_QUICK = 80  # of a PNG, whose pixels it leaves alone: a third of the time, a quarter more bytes
_STOPS = 9  # colours of the scale that its bar is drawn with


class Form(StrEnum):
    """What a map is saved as."""

    PNG = "png"
    SVG = "svg"
    GEOJSON = "geojson"


class Which(StrEnum):
    """Which tiles are saved as squares."""

    ALL = "all"
    SHOWN = "shown"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for.

    Attributes:
        form: What it is saved as.
        target: The file; of squares of all slides the folder.
        whole: Draw the whole slide, not only what is seen.
        width: Of a picture, in pixels.
        legend: Have name, scale and the meaning of the colours below.
        which: The tiles that become squares.
        all_slides: Take those of all slides, a file each.
    """

    form: Form
    target: Path
    whole: bool = False
    width: int = 2000
    legend: bool = True
    which: Which = Which.SHOWN
    all_slides: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("MapExport", text)


@dataclass(frozen=True, slots=True, eq=False)
class MapExport:
    """The map as it was when saving was asked for.

    Attributes:
        name: The slide.
        tiles: Its tiles and their colours.
        whole: The part of the plane that holds all of them.
        seen: The part that is seen.
        colours: What is drawn in which colour.
        muted: Colour of what matters less, as #rrggbb.
        snapshot: Makes the work that draws a part as an image, as the map shows it.
        legend: What stands below it, but for the scale bar.
        um_per_px: Micrometres per level-0 pixel; None where nothing tells.
        frame: All columns of all records.
        numbers: Row numbers of the records of the slide.
        shown: Whether each row is shown, bool (n,).
        selection: Whether each row is selected, bool (n,).
        classes: The column that tiles are coloured by, if it has classes.
        class_colours: Red, green and blue of each class.
        extent: Width of a tile in level-0 pixels, where it is known not to be the pitch.
        is_divided: Whether the locations look like those divided by ten.
    """

    name: str
    tiles: SvgTiles
    whole: Window
    seen: Window
    colours: MapColours
    muted: str
    snapshot: Callable[[RasterView], Callable[[CancelToken], QImage]]
    legend: MapLegend
    um_per_px: float | None
    frame: "pl.DataFrame"
    numbers: "NDArray[np.int64]"
    shown: "NDArray[np.bool_]"
    selection: "NDArray[np.bool_]"
    classes: str | None = None
    class_colours: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    extent: float | None = None
    is_divided: bool = False

    @classmethod
    def of(cls, view: "LocationMap") -> Self:
        """Take the map as it is now; there must be a slide on it."""
        slide, session = view.slide, view.session
        assert slide is not None
        palette = view.palette()
        colours = MapColours.of(palette)
        paint, placed = slide.paint, slide.tiles
        n = len(placed)
        plain = np.full(n, colours.tile.rgba(), np.uint32)
        tiles = SvgTiles(
            placed.u, placed.v, placed.side_x, placed.side_y,
            plain if paint.pixels is None else paint.pixels,
            ~slide.visible, slide.selected.copy(),
            colours.ghost.name(), colours.selected.name(),
        )  # fmt: skip
        left, top, right, bottom = placed.bounds
        more = _AROUND * max(right - left, bottom - top)
        whole = Window(left - more, top - more, right - left + 2 * more, bottom - top + 2 * more)
        seen = view.view_for(1000)
        part = Window(seen.left, seen.top, seen.width / seen.scale, seen.height / seen.scale)
        first, end = session.file_span(slide.located.file)
        name = session.files[slide.located.file].name
        scheme, column = view.colouring.scheme, view.colouring.column
        has_classes = isinstance(scheme, ClassScheme)
        fit, look = placed.fit, view.look
        extent = None
        if fit is not None and (fit.pitch_x is None or (look.ratio or 1.0) > 1):
            extent = placed.side_x * (look.ratio or 1.0)
        return cls(
            name=name,
            tiles=tiles,
            whole=whole,
            seen=part,
            colours=colours,
            muted=muted_text(palette).name(),
            snapshot=view.snapshot_of,
            legend=_legend_of(view, name, palette),
            um_per_px=view.um_per_px,
            frame=session.frame,
            numbers=np.arange(first, end),
            shown=session.inverse >= 0,
            selection=session.selection,
            classes=column if has_classes else None,
            class_colours={
                entry.key: (entry.argb >> 16 & 255, entry.argb >> 8 & 255, entry.argb & 255)
                for entry in (view.colouring.entries if has_classes else ())
                if not entry.key.startswith("\0")
            },
            extent=extent,
            is_divided=fit is not None and looks_divided(fit, look),
        )

    # ---------------------------------------------------------------- what can be asked

    def window(self, *, whole: bool) -> Window:
        """Return the part of the plane that is drawn."""
        return self.whole if whole else self.seen

    def n_drawn(self, *, whole: bool) -> int:
        """Return how many tiles are in it."""
        return len(self.tiles) if whole else len(in_window(self.tiles, self.seen))

    def height_of(self, width: int, *, whole: bool, legend: bool) -> int:
        """Return the height in pixels of a picture of a width."""
        part = self.window(whole=whole)
        height = max(round(width * part.height / part.width), 1)
        return height + (ceil(self.legend.height * width / UNITS) if legend else 0)

    def n_squares(self, which: Which, *, all_slides: bool) -> int:
        """Return how many records are chosen."""
        return len(self._chosen(which, all_slides=all_slides))

    def _chosen(self, which: Which, *, all_slides: bool) -> "NDArray[np.int64]":
        numbers = np.arange(len(self.selection)) if all_slides else self.numbers
        if which is Which.ALL:
            return numbers
        return numbers[(self.shown if which is Which.SHOWN else self.selection)[numbers]]

    # ---------------------------------------------------------------- work

    def work(self, request: ExportRequest) -> Callable[[Progress, CancelToken], TableReport | None]:
        """Return what saves it in a thread, to be called on the GUI thread.

        The work returns what was written, if that were squares. It raises `TfrError` if it
        cannot be saved as asked, `OSError` if the file cannot be written, and `Cancelled`;
        nothing is left behind then.
        """
        match request.form:
            case Form.PNG:
                return self._png_work(request)
            case Form.SVG:
                return lambda _, cancel: self._save_svg(request, cancel)
        return lambda progress, cancel: self._save_squares(request, progress, cancel)

    def _full_legend(self, part: Window) -> MapLegend:
        """Return the legend with a scale bar that fits a part of the plane."""
        most = part.width * _SCALE_BAR
        if self.um_per_px is not None:
            um = bar_length(most * self.um_per_px)
            length, (figure, unit) = um / self.um_per_px, micrometres(um)
            text = f"{written_here(figure)} {unit}"
        else:
            length = bar_length(most)
            text = _tr("{0} px").format(number(round(length)) if length >= 1 else decimal(length))
        given = self.legend
        return MapLegend(
            given.title, given.text, given.ink, given.muted, given.ground,
            (length * part.scale, text), given.bar, given.heading, given.classes,
        )  # fmt: skip

    def _save_svg(self, request: ExportRequest, cancel: CancelToken) -> None:
        part = self.window(whole=request.whole)
        count = self.n_drawn(whole=request.whole)
        if count > MOST_SQUARES:
            raise TfrError(too_many(request.target, count))
        with open_atomically(request.target) as file:
            write_map_svg(
                file, self.tiles, part, self._full_legend(part) if request.legend else None,
                ground=self.colours.ground.name(), title=self.name, cancel=cancel,
            )  # fmt: skip

    def _png_work(self, request: ExportRequest) -> Callable[[Progress, CancelToken], None]:
        part, width, target = self.window(whole=request.whole), request.width, request.target
        height = self.height_of(width, whole=request.whole, legend=False)
        total = self.height_of(width, whole=request.whole, legend=request.legend)
        if width * total > MOST_PIXELS:
            raise TfrError(too_large(target, width, total))
        view = RasterView(part.left, part.top, width / part.width, width, height)
        draw = self.snapshot(view)

        def work(progress: Progress, cancel: CancelToken) -> None:
            image = draw(cancel)
            progress(1, 3, "")
            if request.legend:
                image = self._with_legend(image, self._full_legend(part), total)
            cancel.check()
            progress(2, 3, "")
            image.setText("Title", self.name)
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            if not image.save(buffer, "PNG", _QUICK):  # type: ignore[call-overload]
                raise TfrError(too_large(target, width, total))
            cancel.check()
            write_atomically(target, bytes(buffer.data().data()))
            progress(3, 3, "")

        return work

    def _with_legend(self, image: QImage, legend: MapLegend, height: int) -> QImage:
        """Return a picture with the legend below it, in the same hand as in a drawing."""
        units = UNITS / image.width()
        svg = begin_svg(legend.height, legend.ground, self.name) + legend.svg(0) + "</svg>"
        whole = QImage(image.width(), height, QImage.Format.Format_RGB32)
        whole.fill(QColor(legend.ground))
        painter = QPainter(whole)
        painter.drawImage(0, 0, image)
        target = QRectF(0, image.height(), image.width(), legend.height / units)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, target)
        painter.end()
        return whole

    def _save_squares(
        self, request: ExportRequest, progress: Progress, cancel: CancelToken
    ) -> TableReport:
        return save_table(
            self.frame,
            request.target,
            form="geojson",
            numbers=self._chosen(request.which, all_slides=request.all_slides),
            classes=self.classes,
            colours=self.class_colours if self.classes is not None else None,
            extent=None if request.all_slides else self.extent,
            existing="refuse" if request.all_slides else "replace",
            progress=progress,
            cancel=cancel,
        )


def too_many(target: Path, count: int) -> Finding:
    """Return why a drawing of so many tiles is not made."""
    return Finding(
        kind=FindingKind.BAD_REQUEST,
        severity=Severity.ERROR,
        file=str(target),
        message=_tr(
            "A drawing of {0} tiles would take other programs minutes to open; {1} are drawn at "
            "most."
        ).format(number(count), number(MOST_SQUARES)),
        remedy=_tr("Save it as a picture, or draw only what is seen of it."),
    )


def too_large(target: Path, width: int, height: int) -> Finding:
    """Return why a picture of a size is not made."""
    return Finding(
        kind=FindingKind.BAD_REQUEST,
        severity=Severity.ERROR,
        file=str(target),
        message=_tr("A picture of {0} × {1} pixels is too large to be made.").format(
            number(width), number(height)
        ),
        remedy=_tr("Choose a smaller width."),
    )


def _legend_of(view: "LocationMap", name: str, palette: QPalette) -> MapLegend:
    scheme, column = view.colouring.scheme, view.colouring.column
    caption = view.caption
    text = caption.removeprefix(name).removeprefix(" · ")
    bar, classes = None, []
    if isinstance(scheme, NumberScheme):
        table = scheme.scale.pixels(reverse=scheme.reverse)
        at = np.linspace(0, len(table) - 1, _STOPS).astype(np.int64)
        colours = tuple(f"#{pixel & 0xFFFFFF:06x}" for pixel in table[at].tolist())
        bar = ColourBar(
            column, number_text(scheme.span.low), number_text(scheme.span.high), colours
        )
    elif isinstance(scheme, ClassScheme):
        classes = [
            ClassLine(f"{entry.name} ({number(entry.count)})", f"#{entry.argb & 0xFFFFFF:06x}")
            for entry in view.colouring.entries
            if not entry.hidden and entry.count
        ]
    return MapLegend(
        title=name,
        text=text,
        ink=palette.color(QPalette.ColorRole.Text).name(),
        muted=muted_text(palette).name(),
        ground=palette.color(QPalette.ColorRole.Base).name(),
        bar=bar,
        heading=column if classes else "",
        classes=classes,
    )
