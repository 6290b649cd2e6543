"""How long a script may run in a test before it counts as hung; AppTest waits three seconds."""

LONG_S = 20.0
