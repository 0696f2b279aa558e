"""Where people live and where care is offered: the points that reach, accessibility and siting start from."""
