"""The pictures of small maps, drawn in the background and kept while they are useful."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tfrviewer.gui.grid_fits import Fits
from tfrviewer.gui.tasks import Pool
from tfrviewer.tiles.drawing.colour_scheme import PlainScheme, Scheme
from tfrviewer.tiles.drawing.raster import Pixels
from tfrviewer.tiles.drawing.small_map import SmallColours, SmallTiles, draw_small_map, extent_of

if TYPE_CHECKING:
    from tfrviewer.gui.map_colours import MapColours
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_KEY = ("map", "small")
_BUDGET = 48 * 1024 * 1024  # bytes of pictures
_LARGEST_TILE = 28  # device pixels: one tile alone shall not fill its map


@dataclass(frozen=True, slots=True)
class _Drawn:
    file: int
    look: tuple[int, int, bool]
    pixels: Pixels | None


class SmallMaps(QObject):
    """Draws the maps of slides that are seen, the first one first, and keeps the pictures.

    Signals:
        arrived: There is a picture; the number of its file.
        settled: All that was wanted is there.
    """

    arrived = Signal(int)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        fits: Fits,
        parent: QObject,
        *,
        key: Hashable = _KEY,
    ) -> None:
        super().__init__(parent)
        self._key = key  # each of those who show maps has tasks of its own
        self._session = session
        self._tasks = tasks
        self._fits = fits
        self._images: OrderedDict[int, tuple[tuple[int, int, bool], QImage | None, Pixels | None]]
        self._images = OrderedDict()
        self._used = 0
        self._version = 0
        self._common: list[float] = []  # size of the largest slide, once a worker has found it
        self._wanted: tuple[tuple[int, ...], int, bool] | None = None
        self._running = False
        self.scheme: Scheme = PlainScheme()
        self.colours: MapColours | None = None

    def forget(self) -> None:
        """There is another dataset."""
        self._tasks.cancel(self._key)
        self._running = False
        self._images.clear()
        self._used = 0
        self._common = []  # another list: a worker may still fill the one before
        self._wanted = None

    def invalidate(self) -> None:
        """All maps look otherwise now; the old pictures are shown until the new ones come."""
        self._version += 1

    def forget_scale(self) -> None:
        """There are further records: the largest slide may be another one."""
        self._common = []  # another list: a worker may still fill the one before

    def is_settled(self) -> bool:
        """Whether all that is seen has been drawn."""
        return not self._running

    def find(self, file: int) -> tuple[QImage | None, bool]:
        """Return the picture of a file, and whether it is known that there is none to draw."""
        found = self._images.get(file)
        if found is None:
            return None, False
        self._images.move_to_end(file)
        return found[1], found[1] is None

    def want(self, files: Sequence[int], px: int, *, same_scale: bool) -> None:
        """Say what is seen now; what was wanted before is no longer.

        Args:
            files: Numbers of the files, most urgent first.
            px: Side of a picture in device pixels.
            same_scale: Draw all slides at one scale, at which the largest fits.
        """
        self._wanted = tuple(files), px, same_scale
        if not self._running:
            self._draw()

    def _missing(self) -> list[int]:
        if self._wanted is None:
            return []
        files, px, same_scale = self._wanted
        look = (self._version, px, same_scale)
        return [file for file in files if file not in self._images or self._images[file][0] != look]

    def _draw(self) -> None:
        missing = self._missing()
        if not missing or self._wanted is None or self.colours is None:
            self.settled.emit()
            return
        _, px, same_scale = self._wanted
        look, version = (self._version, px, same_scale), self._version
        draw = self._drawer(px, same_scale=same_scale)
        self._running = True

        def work(cancel: "CancelToken", each: Callable[[_Drawn], None]) -> None:
            for file in missing:
                # What came into sight meanwhile is not kept waiting by what scrolled past.
                if self._wanted is None or file not in self._wanted[0] or self._version != version:
                    continue
                each(_Drawn(file, look, draw(file, cancel)))

        def done(_: None) -> None:
            self._running = False
            if self._missing():
                self._draw()
            else:
                self.settled.emit()

        def failed(_: BaseException) -> None:
            self._running = False
            self._wanted = None
            self.settled.emit()

        self._tasks.stream(self._key, work, self._take, done, failed=failed, pool=Pool.LONG)

    def _take(self, drawn: _Drawn) -> None:
        image = None
        if drawn.pixels is not None:
            height, width = drawn.pixels.shape
            # The image shares the array's memory, which is kept beside it.
            form = QImage.Format.Format_ARGB32_Premultiplied
            image = QImage(drawn.pixels.data, width, height, 4 * width, form)
        old = self._images.pop(drawn.file, None)
        for pixels, sign in ((drawn.pixels, 1), (None if old is None else old[2], -1)):
            self._used += sign * (0 if pixels is None else pixels.nbytes)
        self._images[drawn.file] = drawn.look, image, drawn.pixels
        seen = set() if self._wanted is None else set(self._wanted[0])
        for file in [file for file in self._images if file not in seen]:
            if self._used <= _BUDGET:
                break
            pixels = self._images.pop(file)[2]
            self._used -= 0 if pixels is None else pixels.nbytes
        self.arrived.emit(drawn.file)

    def _drawer(
        self, px: int, *, same_scale: bool
    ) -> "Callable[[int, CancelToken], Pixels | None]":
        """Return what draws a file as the session is now; to be called in a thread."""
        session, scheme, colours = self._session, self.scheme, self.colours
        assert colours is not None
        inverse, selection, dims = session.inverse, session.selection, session.dims
        places, common = self._fits.places(), self._common
        small = SmallColours(colours.tile.rgba(), colours.ghost.rgba(), colours.selected.rgba())
        known = min(len(inverse), len(selection))

        def scale_of_all(cancel: "CancelToken") -> float:
            if not common:
                most = 1.0
                for file in range(len(places.spans)):
                    cancel.check()
                    fit = places.fit(file)
                    if fit is not None:
                        most = max(most, *extent_of(fit))
                common.append(most)
            return px / common[0]

        def draw(file: int, cancel: "CancelToken") -> Pixels | None:
            fit = places.fit(file)
            numbers, x, y = places.of(file)
            if fit is None or len(numbers) == 0 or int(numbers[-1]) >= known:
                return None
            tiles = SmallTiles(
                x, y, inverse[numbers] >= 0, selection[numbers], scheme.paint(numbers), dims
            )
            scale = scale_of_all(cancel) if same_scale else None
            return draw_small_map(
                tiles, fit, small, (px, px),
                scale=scale, greatest_tile=_LARGEST_TILE, cancel=cancel,
            )  # fmt: skip

        return draw
