"""Neutral pictures in millimetres, and what turns them into Plotly and SVG."""
