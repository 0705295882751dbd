"""What did a document say? A report of others as records, each with its lines; the list of its facts; and what of them is told again."""
