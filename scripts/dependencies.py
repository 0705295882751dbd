"""Build hook: the package depends on what requirements/base.in says, so the list stands in one place."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    """Fill `dependencies` from requirements/base.in."""

    def update(self, metadata: dict[str, object]) -> None:
        lines = (Path(self.root) / "requirements/base.in").read_text().splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]
