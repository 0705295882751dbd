"""Who was met, and what was seen? Screening by a first responder, before anything that identifies is kept."""
