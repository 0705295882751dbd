"""The person's way: the spine that every stage stands on, and the stages, which do not know one another."""
