"""Where things are: boundaries, coordinates, and the geometry that is derived from a plan."""
