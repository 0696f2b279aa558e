"""Several plans held against each other: what can be compared, what must not be, and what one has and another lacks."""
