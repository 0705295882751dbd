"""A correction has no table here: what is counted stands in the spine's versions, and why it changed is the journal's."""
