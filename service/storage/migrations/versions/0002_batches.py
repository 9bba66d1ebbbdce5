"""Batches of résumés."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _part_of_a_batch(name: str, *columns: sa.Column[Any], key: str) -> None:
    op.create_table(
        name,
        sa.Column("batch_id", sa.String(length=64), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch_id", key),
    )


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=True),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("cancelling", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("total", "done", "failed", "size", "attempts")),
        sa.Column("worker", sa.String(length=64), nullable=False),
        sa.Column("lease_until", _MOMENT, nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_batches_expires_at"), "batches", ["expires_at"], unique=False)
    op.create_index("batches_of_tenant", "batches", ["tenant_id", "created_at", "id"], unique=False)
    op.create_index("batches_due", "batches", ["state", "lease_until"], unique=False)
    _part_of_a_batch(
        "batch_files",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        key="number",
    )
    _part_of_a_batch(
        "batch_entries",
        sa.Column("resume", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        key="resume",
    )
    _part_of_a_batch(
        "batch_outputs",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        key="name",
    )


def downgrade() -> None:
    """Back to the one before."""
    for name in ("batch_outputs", "batch_entries", "batch_files"):
        op.drop_table(name)
    op.drop_index("batches_due", table_name="batches")
    op.drop_index("batches_of_tenant", table_name="batches")
    op.drop_index(op.f("ix_batches_expires_at"), table_name="batches")
    op.drop_table("batches")
