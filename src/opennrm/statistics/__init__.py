"""What does it add up to: tables over all cases, each a question to the journal, the same whenever it is asked for the same day."""
