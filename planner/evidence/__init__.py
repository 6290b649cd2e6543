"""Clinical numbers with their unit, range and source."""
