"""The JSON schema of a profile and of its information sheets, for editors: made from the models, so that it cannot fall behind."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from opennrm.countries.profile import Profile
from opennrm.countries.sheets import InformationSheets
from opennrm.standards.words import Words

__all__ = ["profile_schema", "sheets_schema"]


class _Generate(GenerateJsonSchema):
    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """A label is written as a language map; no other row holds a dataclass."""
        assert schema["cls"] is Words
        return {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}, "required": ["en"]}


def profile_schema() -> dict[str, Any]:
    """The shape of a country's file as JSON schema; what only `check` can see is not in it. Source: law-as-data 1."""
    return Profile.model_json_schema(by_alias=True, schema_generator=_Generate)


def sheets_schema() -> dict[str, Any]:
    """The shape of a country's information sheets as JSON schema. Source: domain 5.1."""
    return InformationSheets.model_json_schema(by_alias=True, schema_generator=_Generate)
