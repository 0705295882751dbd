"""Is this a trafficked person? The decisions, with their test, reasons, consultations and review."""
