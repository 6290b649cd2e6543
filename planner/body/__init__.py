"""Body maps, the patients they are fitted to, and the names of places on them."""
