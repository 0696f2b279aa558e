"""The changes of the tables, one module each in `versions/`; `data.store.migrating` runs them at opening."""
