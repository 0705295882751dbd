"""What was published: every edition with its figures as they were released, what it revises, and the file that is handed on."""
