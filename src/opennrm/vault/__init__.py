"""Who is it? Keys per subject, sealing, the blind index, drafts and erasure."""
