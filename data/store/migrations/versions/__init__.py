"""One module per change of the tables, in their order; a module that was released never changes."""
