"""The coarse facts that stand in clear from the first event on: enough to act and to count, not enough to find the person. Pure."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

AgeGroup = Literal["adult", "child", "unknown"]


class About(BaseModel):
    """Sex, age group, citizenship, exploitation: codes of standards/data/code_lists.yaml. Source: frozen.md, coarse facts in clear."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age: AgeGroup = "unknown"
    age_at_exploitation: AgeGroup = "unknown"
    age_band: str = "unknown"
    sex: str = "unknown"
    citizenships: tuple[str, ...] = ()
    nationality: Literal["national", "foreign", "stateless", "unknown"] = "unknown"
    residence: Literal["lawful", "none", "unknown"] = "unknown"
    languages: tuple[str, ...] = ()
    interpreter: str = ""
    region: str = ""
    forms: tuple[str, ...] = ()
    place: str = "unknown"
    referrer_kind: str = ""
    self_referred: bool = False  # came by themselves, where the law counts the person among those who refer
    unaccompanied: bool = False

    def changed(self, **values: object) -> "About":
        """These facts with some of them another. Source: design 3, FactCorrected."""
        return self.model_validate({**self.model_dump(), **values})
