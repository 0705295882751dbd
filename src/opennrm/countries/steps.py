"""The steps that every country's procedure has under a name of its own: what an action calls them, and their closed list. Pure."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["JOINT", "STEPS", "Step"]

Step = Literal[
    "screen.positive",
    "screen.negative",
    "refer",
    "notify",
    "rg.positive",
    "rg.propose_negative",
    "rg.send_back",
    "rg.negative",
    "cg.positive",
    "cg.propose_negative",
    "cg.negative",
    "joint.agree",
    "notice",
    "suspend",
    "resume",
    "withdraw",
    "reconsider.ask",
    "reconsider.accept",
    "reconsider.refuse",
    "revoke",
    "disqualify",
    "close",
]

# Of bodies that decide together each takes it by an event of its own.
JOINT: Step = "joint.agree"
STEPS: frozenset[str] = frozenset(get_args(Step))
