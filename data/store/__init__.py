"""What is recorded after a plan is published: a store in SQLite or PostgreSQL, its copies, its history."""

from data.store.store import Store, open_store

__all__ = ["Store", "open_store"]
