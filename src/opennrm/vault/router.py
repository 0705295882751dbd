"""Which database a table lies in: wrapped keys in `keys`, everything else in `default`."""

from typing import Any

from django.db.models import Model

# By name, since the models that migrations see carry nothing but their name.
KEY_STORE = frozenset({"subjectkey", "draftkey", "indexkey", "keystorestate"})


def _in_key_store(app_label: str, model_name: str | None) -> bool:
    return app_label == "vault" and model_name in KEY_STORE


class KeysRouter:
    """Sends the models of the key store to the database `keys` only, all others to `default` only. Source: frozen.md, wrapped keys."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """The database a query of this model goes to."""
        return "keys" if _in_key_store(model._meta.app_label, model._meta.model_name) else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """No relation crosses the two stores."""
        return self.db_for_read(one.__class__) == self.db_for_read(other.__class__)  # a lazy user is of its own type

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        """A table is made in its own database; an operation that names no model belongs to `default`."""
        return db == ("keys" if _in_key_store(app_label, model_name) else "default")
