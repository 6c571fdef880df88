"""Sample data: slides drawn by rule, with faults planted on purpose and named in `truth.json`."""
