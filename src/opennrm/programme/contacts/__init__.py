"""Whom may we ask? People and organisations as far as they agreed to be found; what countries ask of one another and offer."""
