"""What people of the invented municipality say and write, in Danish. {navn} is the child's name."""
