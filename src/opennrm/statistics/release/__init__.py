"""What of the tables may be handed on: small numbers withheld, and as much beside them as keeps totals from giving them back. Pure."""
