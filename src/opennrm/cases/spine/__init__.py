"""What does every stage stand on? The door, the facts, the ledger, the clocks, the worklist."""
