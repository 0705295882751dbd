"""What is owed? Instruments and clauses, entitlements, indicator sets, facts and code lists, as typed data. Pure."""
