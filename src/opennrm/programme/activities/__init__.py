"""What was done and what came of it: aims, plans, activities, outcomes, findings."""
