"""What is kept: patients by code, sessions with every saved state, drafts, audit, backups."""
