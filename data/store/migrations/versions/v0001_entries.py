"""The table of entries with the triggers that let nobody change or delete one; the table of replacements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_FIRST = sa.text("old_entry_id IS NULL AND field <> 'comment'")
SUBJECT = ["plan_id", "kind", "subject_id", "field"]

# INSERT OR REPLACE deletes without firing a delete trigger, so what it would replace is looked for before
SQLITE_TRIGGERS = (
    "CREATE TRIGGER atlas_entries_no_update BEFORE UPDATE ON atlas_entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END",
    "CREATE TRIGGER atlas_entries_no_delete BEFORE DELETE ON atlas_entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END",
    "CREATE TRIGGER atlas_entries_no_replace BEFORE INSERT ON atlas_entries WHEN "
    "NEW.id <= (SELECT max(id) FROM atlas_entries) "
    "OR EXISTS (SELECT 1 FROM atlas_entries WHERE old_entry_id = NEW.old_entry_id) "
    "OR (NEW.old_entry_id IS NULL AND NEW.field <> 'comment' AND EXISTS (SELECT 1 FROM atlas_entries WHERE "
    "plan_id = NEW.plan_id AND kind = NEW.kind AND subject_id = NEW.subject_id AND field = NEW.field)) "
    "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END",
)
POSTGRESQL_TRIGGERS = (
    "CREATE FUNCTION refuse_change_of_atlas_entries() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'entries are append-only'; END $$",
    "CREATE TRIGGER atlas_entries_no_change BEFORE UPDATE OR DELETE ON atlas_entries "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_atlas_entries()",
    "CREATE TRIGGER atlas_entries_no_truncate BEFORE TRUNCATE ON atlas_entries "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_atlas_entries()",
)


def upgrade() -> None:
    """Make the tables, their indexes and triggers."""
    texts = ("value", "old_value", "source", "note", "author_name", "author_basis")
    op.create_table(
        "atlas_entries",
        sa.Column("id", IDENTIFIER, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*SUBJECT, *texts)),
        sa.Column("old_entry_id", IDENTIFIER, sa.ForeignKey("atlas_entries.id", name="fk_atlas_entries_old_entry_id")),
        sa.Column("undoes", IDENTIFIER, sa.ForeignKey("atlas_entries.id", name="fk_atlas_entries_undoes")),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("old_entry_id", name="uq_atlas_entries_old_entry_id"),
    )
    op.create_index("ix_atlas_entries_subject", "atlas_entries", [*SUBJECT, "id"])
    op.create_index(
        "uq_atlas_entries_first",
        "atlas_entries",
        SUBJECT,
        unique=True,
        sqlite_where=IS_FIRST,
        postgresql_where=IS_FIRST,
    )
    op.create_table(
        "atlas_replacements",
        sa.Column("id", IDENTIFIER, primary_key=True, autoincrement=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
    )
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if is_sqlite else POSTGRESQL_TRIGGERS:
        op.execute(sa.text(statement))
