"""What is there to read and to use? Publications and documents with their language versions, licence, clauses and countries."""
