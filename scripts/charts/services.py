"""The services of the platform and what each of them holds, from the table `backends` of the chart's values."""

import pathlib

import yaml

VALUES = pathlib.Path(__file__).resolve().parents[2] / "helm" / "motcua" / "values.yaml"

# The entries of `backends` by name.
BACKENDS = {entry.pop("name"): entry for entry in yaml.safe_load(VALUES.read_text(encoding="utf-8"))["backends"]}
OWNERS = ["gateway", *BACKENDS]
ALL = [*OWNERS, "portal"]


def migrations(names):
    """The pods that migrate the databases of these services."""
    return [f"{name}-migrate" for name in names]
