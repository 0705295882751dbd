"""What a thief of the index table learns by counting: the rank attack of security §6, run by ourselves. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from opennrm.vault.frequencies import Table

ALLOWED = 0.02
Token = int | str
Row = tuple[Token, str]  # what the thief sees, and which name it really is


@dataclass(frozen=True, slots=True)
class Attack:
    """Shares of rows: named right by the attack, among the ten commonest names, and by guessing the commonest name each time."""

    rows: int
    named: float
    named_of_ten: float
    blind: float
    tokens: int

    def __str__(self) -> str:
        said = (f"{self.rows} rows under {self.tokens} tokens", f"named right {self.named:.1%}", f"blind guess {self.blind:.1%}")
        return ", ".join((*said, f"of the ten commonest names {self.named_of_ten:.1%}"))

    @property
    def holds(self) -> bool:
        """Whether the thief does no better than guessing, within two points. Source: security §6."""
        return self.named <= self.blind + ALLOWED


def attack(rows: Sequence[Row], table: Table, population: int) -> Attack:
    """The better of two thieves: both rank tokens by how often they occur, against the public list.

    One reckons a token for each name, the other knows how names are split and over how many tokens.
    """
    counted = Counter(token for token, _name in rows)
    names = Counter(name for _token, name in rows)
    ten = {name for name, _count in names.most_common(10)}
    guesses = max((_guess(counted, slots) for slots in _thieves(names, table, population)), key=lambda guess: _share(rows, guess))
    blind = names.most_common(1)[0][1] / len(rows) if rows else 0.0
    of_ten = [row for row in rows if row[1] in ten]
    return Attack(len(rows), _share(rows, guesses), _share(of_ten, guesses), blind, len(counted))


def drawn(table: Table, population: int, seed: int) -> list[str]:
    """Invented surnames of a population, by their spelling keys, as common as the table says; unknown ones fill the rest."""
    lot = Random(seed)  # noqa: S311
    names = {key: share for key, share in table.shares.items() if key.startswith("f:")}
    total = sum(names.values())
    unknown = max(0.0, 1 - total) / table.unknown
    rare = {f"f:unknown{i}": table.unknown for i in range(round(unknown))}
    weights = names | rare
    return lot.choices(list(weights), list(weights.values()), k=population)


def _thieves(names: Iterable[str], table: Table, population: int) -> Iterable[list[str]]:
    known = sorted({*table.shares, *names}, key=lambda name: (-table.shares.get(name, table.unknown), name))
    yield known
    split: Mapping[str, int] = {name: table.splits(name, population) for name in known}
    slots = [(table.shares.get(name, table.unknown) / split[name], name) for name in known for _ in range(split[name])]
    yield [name for _rows, name in sorted(slots, key=lambda slot: -slot[0])]


def _guess(counted: Counter[Token], slots: Sequence[str]) -> dict[Token, str]:
    return dict(zip((token for token, _count in counted.most_common()), slots, strict=False))


def _share(rows: Sequence[Row], guesses: Mapping[Token, str]) -> float:
    return sum(guesses.get(token) == name for token, name in rows) / len(rows) if rows else 0.0
