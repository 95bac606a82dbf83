"""Two small gazettes in the real layouts, shipped so that everything runs before the user has data."""
