"""The person has no table here: what identifies lies sealed in the vault, and its history is the journal's."""
