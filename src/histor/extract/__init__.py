"""Finds in parsed sentences what they say: deeds, tolls, times, quantities, and who says so.

One file per question; none resolves a name or reads another document, so each can be tested on a sentence alone.
"""
