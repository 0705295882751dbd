"""How does the mechanism stand this morning: what needs a person today, then the figures of a year, each said in a sentence."""
