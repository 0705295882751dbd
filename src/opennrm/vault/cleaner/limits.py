"""How little a parser may have: memory, time, no file, no core dump. A bomb ends the program and nobody else."""

import codecs
import resource

MEMORY = 1536 * 1024 * 1024
SECONDS = 20
# In which the formats write names: a codec is a file that is opened when it is first asked for.
CODECS = ("ascii", "cp437", "latin-1", "utf-8", "utf-16-le", "utf-16-be")


def at_first() -> None:
    """Before anything is read: memory and time are bounded, nothing is written anywhere, and no core holds what was read."""
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def once_loaded() -> None:
    """Once the parsers are loaded: no further file is opened, neither a key nor what a document names."""
    for name in CODECS:
        codecs.lookup(name)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
