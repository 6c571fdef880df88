"""The records table: every record a line, every column sorted and filtered in the core."""
