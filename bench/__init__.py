"""Accuracy and speed against public gold and peers; never imported at run time."""
