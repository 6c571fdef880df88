"""Python's garbage collection, kept to the window's thread.

Python collects cycles in whatever thread happens to allocate. If that is a worker, and a cycle
holds a Qt object, the object is destroyed outside the thread that it lives in, and the process
crashes: a known trap of Python's Qt bindings. So the collector is switched off and asked from a
timer instead, as often as its own thresholds would have it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500


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
        """Look no more at what there is now, which stays to the end: libraries and first views.

        To go through them all takes as long as three frames.
        """
        gc.freeze()

    def collect_due(self) -> int:
        """Collect the oldest generation that is due, with the younger ones.

        Returns:
            The generation collected, -1 for none.
        """
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold
        ]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
