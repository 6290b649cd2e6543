"""The steps from one form of the database to the next, run by Alembic.

A row's digest is made of its columns. A step that adds a column to a table whose rows may change makes their
digests anew; a table that is insert-only keeps its columns for good, and what is new gets a table of its own.
"""
