"""Invented cases with the margins of published figures, made by the real actions in the order of time, into a database of their own."""
