"""How often a tenant did what, by day: numbers only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from service.storage.database import Database
from service.storage.models import UsageRow


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was done on a day."""

    day: datetime.date
    what: str
    count: int


class Usage:
    """The counts of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, tenant_id: str | None, what: str, day: datetime.date) -> None:
        """Count one more; candidates without an organisation are not counted."""
        if tenant_id is None:
            return
        insert = sqlite.insert if self._database.is_sqlite else postgresql.insert
        statement = insert(UsageRow).values(tenant_id=tenant_id, day=day, what=what, count=1)
        once_more = {"count": UsageRow.count + 1}
        with self._database.writing() as session:
            session.execute(
                statement.on_conflict_do_update(index_elements=["tenant_id", "day", "what"], set_=once_more)
            )

    def since(self, tenant_id: str, day: datetime.date) -> list[Count]:
        """The tenant's counts from that day on, oldest first."""
        query = select(UsageRow).where(UsageRow.tenant_id == tenant_id, UsageRow.day >= day)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(UsageRow.day, UsageRow.what))
            return [Count(row.day, row.what, row.count) for row in rows]
