"""Was the right given? One act on one entitlement: given, stopped, declined, unavailable, withheld."""
