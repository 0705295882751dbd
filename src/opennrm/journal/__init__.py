"""What happened? Append-only, hash-chained streams of typed events, and the projections made from them. Knows no event by name."""
