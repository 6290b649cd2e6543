"""Programs that developers run; nothing here ships with the planner."""
