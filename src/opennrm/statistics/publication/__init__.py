"""What was handed out, and does it still hold: figures frozen with all that they depend on, recomputed to the same bytes years later."""
