"""Saving what is selected or shown: as TFRecords, images, tables, or divided into parts."""
