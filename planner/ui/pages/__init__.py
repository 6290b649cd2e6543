"""The pages; each file shows one."""
