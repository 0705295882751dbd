"""What is shown of the mechanism, and what can be done on its pages."""
