"""The built-in pack: found through an entry point, like anyone else's."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from auditor import DIMENSIONS, Options, Pack, __version__
from auditor_rules import attribution, boilerplate, contradiction, machine_translation
from auditor_rules.attribution.ratings import rating_annotators
from auditor_rules.english import readability
from auditor_rules.evaluation import evaluations

DIMENSION_MODULES = (attribution, boilerplate, contradiction, machine_translation)


def pack(options: Options) -> Pack:
    """Build the pack; ``options`` may name a user's own lists and models."""
    return Pack(
        name="auditor_rules",
        version=__version__,
        rules=tuple(rule for module in DIMENSION_MODULES for rule in module.rules(options)),
        annotators=(
            *(each for module in DIMENSION_MODULES for each in module.ANNOTATORS),
            *rating_annotators(options.get("source-ratings")),
        ),
        measures=(
            *readability.MEASURES,
            *(measure for module in DIMENSION_MODULES for measure in module.MEASURES),
        ),
        models=tuple(model for module in DIMENSION_MODULES for model in module.models()),
        evaluations=evaluations,
        rule_models=rule_models,
    )


def rule_models() -> dict[str, str]:
    """Return the digests of the models that single rules weigh by: all but whole documents'."""
    folders = [folder / "models" for folder in files(__package__).iterdir() if folder.is_dir()]
    found = [(folder, each) for folder in folders if folder.is_dir() for each in folder.iterdir()]
    return {
        f"{Path(str(folder)).parent.name.replace('_', '-')}/{each.name.removesuffix('.json')}": (
            sha256(each.read_bytes()).hexdigest()[:12]
        )
        for folder, each in found
        if each.name.removesuffix(".json") not in DIMENSIONS
    }
