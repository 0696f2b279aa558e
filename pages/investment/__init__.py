"""招商推介: projects for investors."""
