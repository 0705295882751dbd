"""What a thief of the index table learns by counting: the rank attack of security §6, run by ourselves. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from opennrm.vault.frequencies import Table

ALLOWED = 0.02
SURNAMES, OFFSET = 50_000, 2.7
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


def attack(rows: Sequence[Row], table: Table, population: int, public: Mapping[str, float] | None = None) -> Attack:
    """The better of two thieves, who both rank tokens by how often they occur against a public list of shares.

    One reckons a token for each name, the other knows the table and over how many tokens each name is split. Without a public list
    the table serves as one.
    """
    counted = Counter(token for token, _name in rows)
    names = Counter(name for _token, name in rows)
    ten = {name for name, _count in names.most_common(10)}
    known = public or table.shares | {name: table.unknown for name in names if name not in table.shares}
    guesses = max((_guess(counted, slots) for slots in _thieves(known, table, population)), key=lambda guess: _share(rows, guess))
    blind = names.most_common(1)[0][1] / len(rows) if rows else 0.0
    of_ten = [row for row in rows if row[1] in ten]
    return Attack(len(rows), _share(rows, guesses), _share(of_ten, guesses), blind, len(counted))


def public_list(table: Table, seed: int) -> dict[str, float]:
    """A country's surnames as its register would publish them: 50,000, the commonest borne by 2.8 %, then as Zipf and Mandelbrot found.

    The common ones are spelling keys of the table in an order drawn by lot, since no table is exact; the others it does not know.
    """
    listed = sorted(key for key in table.shares if key.startswith("f:"))
    Random(seed).shuffle(listed)  # noqa: S311
    names = [*listed, *(f"f:unknown{i}" for i in range(SURNAMES - len(listed)))]
    weights = [1 / (rank + OFFSET) for rank in range(1, len(names) + 1)]
    total = sum(weights)
    return {name: weight / total for name, weight in zip(names, weights, strict=True)}


def drawn(public: Mapping[str, float], population: int, seed: int) -> list[str]:
    """The surnames of as many persons."""
    return Random(seed).choices(list(public), list(public.values()), k=population)  # noqa: S311


def _thieves(public: Mapping[str, float], table: Table, population: int) -> Iterator[list[str]]:
    yield sorted(public, key=lambda name: -public[name])
    split = {name: table.splits(name, population) for name in public}
    slots = [(public[name] / split[name], name) for name in public for _ in range(split[name])]
    yield [name for _rows, name in sorted(slots, key=lambda slot: -slot[0])]


def _guess(counted: Counter[Token], slots: Sequence[str]) -> dict[Token, str]:
    return dict(zip((token for token, _count in counted.most_common()), slots, strict=False))


def _share(rows: Sequence[Row], guesses: Mapping[Token, str]) -> float:
    return sum(guesses.get(token) == name for token, name in rows) / len(rows) if rows else 0.0
