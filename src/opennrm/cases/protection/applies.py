"""Protection adds no rows of its own: the spine's ledger rows follow from its facts."""
