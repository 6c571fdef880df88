"""A folder of TFRecords as one table.

Importing it loads no polars: worker processes import only `scan`.
"""
