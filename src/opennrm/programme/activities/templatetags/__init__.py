"""What templates of the programme write in Python."""
