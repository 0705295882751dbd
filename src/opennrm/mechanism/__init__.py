"""Who takes part? Agencies, people and their roles, designations, agreements and invitations."""
