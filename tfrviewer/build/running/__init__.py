"""Carrying out a plan: whole or not at all, and on from where it was cut off."""
