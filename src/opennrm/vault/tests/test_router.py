"""Wrapped keys lie in the key store and nowhere else."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections

from opennrm.vault.models import Draft, DraftKey, IndexKey, KeyStoreState, SubjectKey, VaultState, WrappedKey
from opennrm.vault.router import KEY_STORE, KeysRouter

ROUTER = KeysRouter()


def test_every_wrapped_key_is_routed_to_the_key_store():
    models = list(apps.get_app_config("vault").get_models())
    wrapped = {model for model in models if issubclass(model, WrappedKey)}
    assert wrapped == {SubjectKey, DraftKey, IndexKey}
    assert {model._meta.model_name for model in wrapped | {KeyStoreState}} == KEY_STORE
    for model in models:
        expected = "keys" if model in wrapped or model is KeyStoreState else "default"
        assert ROUTER.db_for_read(model) == ROUTER.db_for_write(model) == expected


def test_a_model_of_another_package_with_the_same_name_is_not():
    assert ROUTER.allow_migrate("default", "mechanism", "subjectkey")
    assert not ROUTER.allow_migrate("keys", "mechanism", "subjectkey")


def test_an_operation_that_names_no_model_runs_in_the_default_database_only():
    assert ROUTER.allow_migrate("default", "vault")
    assert not ROUTER.allow_migrate("keys", "vault")


def test_no_relation_crosses_the_stores():
    assert ROUTER.allow_relation(SubjectKey(), DraftKey())
    assert ROUTER.allow_relation(Draft(), ContentType())
    assert not ROUTER.allow_relation(DraftKey(), Draft())


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_tables_stand_where_they_belong():
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "keys")}
    assert tables["keys"] - {"django_migrations"} == {f"vault_{name}" for name in KEY_STORE}
    assert not tables["default"] & {f"vault_{name}" for name in KEY_STORE}
    assert VaultState._meta.db_table in tables["default"]
