"""Joining a table to the records of the open dataset."""
