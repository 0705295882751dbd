"""Which numbers a table shall show: a margins file, read and checked, and the invented cases that have exactly these margins. Pure."""
