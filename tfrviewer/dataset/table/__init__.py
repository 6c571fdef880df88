"""All records of a dataset as one table: columns, their cache, filter and sort."""
