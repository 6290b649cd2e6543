"""What a page without a server stands for, and how its clocks are moved on."""

PATIENT = "http://127.0.0.1/?patient=P-777F"
BY_HAND = "window.ticks = []; window.setInterval = (tick) => window.ticks.push(tick);"
LOOK = "window.ticks.forEach((tick) => tick())"
