"""What templates of the front door write in Python."""
