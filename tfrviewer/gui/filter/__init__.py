"""The filter line: a condition in SQL, completed, kept, and told what is wrong with it."""
