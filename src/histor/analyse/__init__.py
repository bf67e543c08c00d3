"""Measures over cases: how well a case agrees with a gold annotation, and two coders with each other.

Everything here reads exports and annotations, the same pictures that other programs read, so that whoever codes by
hand or with another program can be compared by the same measures.
"""
