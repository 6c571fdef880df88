"""The files of the dataset and what is wrong with them."""

from tfrviewer.gui.dataset_panel.panel import DatasetPanel

__all__ = ["DatasetPanel"]
