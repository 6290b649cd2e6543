"""The doors: JSON files in and out, strict and versioned."""
