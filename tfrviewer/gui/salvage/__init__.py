"""Salvaging a damaged TFRecord: what will be saved and lost, then the new file."""
