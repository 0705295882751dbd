"""What is learned of the person adds no rows: sealed values are kept by the door that seals them."""
