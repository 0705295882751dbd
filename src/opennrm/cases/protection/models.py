"""Protection has no table of its own: the period and the bar stand in the ledger."""
