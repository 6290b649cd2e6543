"""The panels beside the pad; each file shows one."""
