"""The metrics of all tiles of a dataset: measured once, kept by content, judged by thresholds.

Importing it loads no polars: worker processes import only `measuring`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfrviewer.dataset.metrics.frame import blank_metrics, kept_metrics, metrics_frame

__all__ = ["blank_metrics", "kept_metrics", "metrics_frame"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name not in __all__:
        raise AttributeError(f"module 'tfrviewer.dataset.metrics' has no attribute {name!r}")
    from tfrviewer.dataset.metrics import frame

    return getattr(frame, name)
