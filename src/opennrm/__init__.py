"""OpenNRM: what a trafficked person is owed, and whether it happened."""
