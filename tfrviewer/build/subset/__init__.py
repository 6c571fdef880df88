"""Curated copies: chosen records as TFRecords, images or tables; TFRecords divided and joined."""
