"""The data of a plan as files that people take away: with plan, version, filters, time and sources."""
