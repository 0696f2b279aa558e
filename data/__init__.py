"""What the plans say: reading, checking, measuring and quoting plan folders."""
