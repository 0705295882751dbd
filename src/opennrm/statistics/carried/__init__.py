"""Which figures are carried on: exact counts of a year as at a day, from which those of a later day follow by what was touched since."""
