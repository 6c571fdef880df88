"""Tools > Find Duplicates: tiles that are there twice become a column and findings."""
