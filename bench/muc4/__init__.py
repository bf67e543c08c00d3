"""MUC-4, whole: the keys as gold, the peers' scorers, and the answers of Histor's coder with its roles and templates."""
