"""The demonstration: an invented country with invented people, made by the real actions. Its clock stands still until it is moved."""
