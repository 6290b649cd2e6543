"""Synthetic patients for the demonstration's store: invented, and made by the real planner."""
