"""The actions of each menu, and what stands in it."""
