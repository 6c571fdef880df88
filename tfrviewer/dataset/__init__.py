"""A folder of TFRecords as one table.

Importing it loads no polars: worker processes import only `scan`.
"""

from tfrviewer.dataset.processor import check_processor

check_processor()
