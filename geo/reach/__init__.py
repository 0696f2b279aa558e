"""Who reaches what within which time: travel, coverage, accessibility with capacity."""
