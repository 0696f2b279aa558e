"""What is recorded beside a plan's facts, as the pages show and edit it."""
