"""A table of a year or a quarter as at the end of a month, with another day beside, and what was recorded that moved it."""
