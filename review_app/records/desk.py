"""Who acts where: the first argument of every public function of this room."""

from dataclasses import dataclass

from sqlalchemy import Connection

from review_app.records.models import User
from review_app.records.store import Store


@dataclass(frozen=True)
class Desk:
    store: Store
    user: User

    def record(self, tx: Connection, action: str, subject: str, **detail) -> tuple[int, str]:
        """Append to the audit trail in the same transaction; returns the entry's number and hash."""
        from review_app.records import audit

        return audit.append(self.store, tx, self.user.id, action, subject, **detail)
