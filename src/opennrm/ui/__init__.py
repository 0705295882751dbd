"""How does it look? Components, form fields and layouts. Knows no case."""
