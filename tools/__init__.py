"""Programs for those who work on Histor: generated pages, the gazetteer; never imported at run time."""
