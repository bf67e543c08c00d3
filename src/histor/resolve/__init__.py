"""Resolution: what a mention refers to, and when and where a deed was.

Pure functions of one document; unresolved is a value and is never guessed.
"""
