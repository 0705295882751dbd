"""What is shown of the work, asked about it and done: activities, bodies, aims and plan, what is seen of it, what is taken away."""
