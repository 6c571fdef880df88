"""Flags in the window: held, shown, kept in the background, and drawn as marks and colours.

No view: what the session and several views are made of.
"""
