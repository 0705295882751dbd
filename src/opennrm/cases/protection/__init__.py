"""Is the person safe to stay? The bar on removal and the recovery and reflection period."""
