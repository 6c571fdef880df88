"""Python's garbage collection, kept to the window's thread.

Python collects cycles in whatever thread happens to allocate. If that is a worker, and a cycle
holds a Qt object, the object is destroyed outside the thread that it lives in, and the process
crashes: a known trap of Python's Qt bindings. So the collector is switched off and asked from a
timer instead, as often as its own thresholds would have it.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500
_BURST = 20_000
"""Objects that came since the last look and stay: so many at once are data, as findings are."""
_LONG = 0.02  # seconds: as long as a frame and some


class GarbageCollector(QObject):
    """Collects in the thread that made it, until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self.pass_over()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def pass_over(self) -> None:
        """Look no more at what there is now: libraries, first views, data.

        To go through them all takes as long as three frames, and more with each finding. What is
        in no cycle, as data are, goes all the same once nobody holds it.
        """
        gc.freeze()

    def collect_due(self) -> int:
        """Collect the oldest generation that is due, with the younger ones.

        After a burst of data nothing is collected: to look through them would hold up the window.

        Returns:
            The generation collected, -1 for none.
        """
        if gc.get_count()[0] > _BURST:
            self.pass_over()
            return -1
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold
        ]
        if not due:
            return -1
        began = time.thread_time()
        gc.collect(due[-1])
        if time.thread_time() - began > _LONG:
            self.pass_over()  # what is left is used: it would be gone through time and again
        return due[-1]

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
