"""Who is it, and how is the person reached safely? What is learned later and what changes; nothing is overwritten."""
