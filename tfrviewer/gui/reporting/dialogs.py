"""All that making a report needs: loaded when it is first asked for."""

from tfrviewer.gui.reporting import words
from tfrviewer.gui.reporting.dialog import Asked, ReportDialog
from tfrviewer.gui.reporting.source import ReportSource, ReportWork

__all__ = ["Asked", "ReportDialog", "ReportSource", "ReportWork", "words"]
