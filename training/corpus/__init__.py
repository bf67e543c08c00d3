"""The Histor corpus: accounts of conflicts with who did what and who says so, marked up by hand."""
