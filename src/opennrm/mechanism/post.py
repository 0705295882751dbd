"""Mail. It says only that there is something new, and goes out after the answer, whose time must not tell who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

_OUT = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")
_log = logging.getLogger(__name__)


def news(address: str) -> None:
    """Tell somebody of the mechanism that there is something new about their sign-in, and nothing else."""
    send(EmailMessage(_("OpenNRM: there is something new"), render_to_string("mechanism/mail_news.txt"), to=[address]))


def send(message: EmailMessage) -> None:
    """Hand a message over; it is sent soon, or its failure is logged without address or text."""
    _OUT.submit(_send, message)


def flush() -> None:
    """Wait until all that was handed over has gone."""
    _OUT.submit(lambda: None).result()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as failure:  # whatever the mail server does, no request waits for it
        _log.error("mail not sent: %s", type(failure).__name__)
