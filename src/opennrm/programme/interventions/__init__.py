"""For whom did we write? Letters to authorities for persons who are in no system here: concern, addressee, reply clock, what came of it."""
