"""Support has no table of its own: what became of a right stands in the ledger."""
