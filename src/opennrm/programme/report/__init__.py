"""What do we tell of our work? A report made from the record, each sentence with what it rests on; edited, approved, published, frozen."""
