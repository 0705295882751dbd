"""What a process remembers of its database, and what it keeps beside it in files, forgotten between one test and the next."""

import shutil
import sys

from django.conf import settings
from django.utils import translation


def forget() -> None:
    """Forget the installation, the editions of the law, the keys of the index and the language of the last page: they are another test's.

    So are the checkpoints: they lie in files and outlive the journal that a test leaves empty, and would rightly say that it was cut. So
    is the record of erasures: whether a database has caught up with it is looked at once a process, and here it never has. Nothing is
    imported for it: what was not loaded remembers nothing.
    """
    there = sys.modules
    if "opennrm.portal.middleware" in there:
        translation.deactivate()
    if "opennrm.journal.anchors" in there:
        shutil.rmtree(there["opennrm.journal.anchors"].folder(), ignore_errors=True)
    if "opennrm.vault.gate" in there:
        there["opennrm.vault.gate"]._checked.add((settings.HOME, settings.KEYS))
    if "opennrm.vault.index_keys" in there:
        there["opennrm.vault.index_keys"].forget()
    if "opennrm.cases.spine.editions" in there:
        there["opennrm.cases.spine.editions"].forget()
    elif "opennrm.journal.models" in there:
        there["opennrm.journal.models"].Installation.forget()
