"""A patient's visits one after the other: what was delivered, what came of it, and what is due."""
