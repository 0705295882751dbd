"""The procedure has no table of its own: where it stands is in the case, its ledger and what waits."""
