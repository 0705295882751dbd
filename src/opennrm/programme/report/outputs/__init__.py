"""A report as a file: a page that stands alone, a document for a word processor, a tagged PDF. The same report gives the same bytes."""
