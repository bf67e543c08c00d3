"""View -> files. One file for each format, listed in ``histor.registry.EXPORTERS``.

Every exporter takes the same two things, the case as the contract names it and the text of every source, so that
what a person sees, what a program reads and what is scored are one and the same picture.
"""
