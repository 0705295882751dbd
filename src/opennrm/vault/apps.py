"""The vault as a Django app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Two stores: what is sealed lies in the default database, the wrapped keys in `keys`."""

    name = "opennrm.vault"
    label = "vault"
    verbose_name = "Vault"
    # Not the index of names, which knows no agency: the doors ask it, and pages never.
    read_by_pages = ("vault.VaultState",)
