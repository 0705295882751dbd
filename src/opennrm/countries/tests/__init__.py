"""Tests of the profiles, their loader, the clocks, the machine and the guards: all pure."""
