"""Makes tests/slack/schema/*.schema.json again from the types that Slack publishes for its own SDK.

Run: python -m tools.slack_schema. Needs npm; everything is fetched into a temporary folder and nothing stays. What
a schema cannot say (ids that must differ, a view that needs a submit) is checked in tests/slack/schema/limits.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tools.slack_limits import add_limits, limit_manifest

TYPES, WEB_API, GENERATOR = "@slack/types@3.2.0", "@slack/web-api@8.2.0", "ts-json-schema-generator@2.4.0"
FOLDER = Path(__file__).resolve().parent.parent / "tests" / "slack" / "schema"
ROOTS = ("KnownBlock", "ModalView", "HomeView", "MessageMetadata")
DRAFT = "http://json-schema.org/draft-07/schema#"
TSCONFIG = {
    "compilerOptions": {
        "module": "esnext",
        "moduleResolution": "bundler",
        "strict": True,
        "target": "es2022",
        "skipLibCheck": True,
        "types": [],
    }
}


def main() -> int:
    """Fetch, generate, sharpen, write. Gives the exit status."""
    if not shutil.which("npm"):
        print("The schema of Slack is made with npm: install Node.js (Debian: apt-get install npm).")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch(folder)
        write("blocks", TYPES, sharpen(generate(folder, "types/dist/index.d.ts", "*")))
        write(
            "manifest",
            WEB_API,
            limit_manifest(generate(folder, "web-api/dist/types/request/manifest.d.ts", "Manifest")),
        )
        shutil.copy(folder / "node_modules/@slack/types/LICENSE", FOLDER / "LICENSE-slack-types.txt")
    return 0


def fetch(folder: Path) -> None:
    """Install the three packages, without running anything of theirs."""
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(TSCONFIG), encoding="utf-8")
    quiet = ["--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
    subprocess.run(["npm", "install", *quiet, TYPES, WEB_API, GENERATOR], cwd=folder, check=True)  # noqa: S603, S607


def generate(folder: Path, types: str, wanted: str) -> dict[str, Any]:
    """Turn the types of one file into a schema of definitions."""
    options = ["--tsconfig", "tsconfig.json", "--expose", "export", "--no-type-check", "--type", wanted]
    command = ["node_modules/.bin/ts-json-schema-generator", *options, "--path", f"node_modules/@slack/{types}"]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    return json.loads(made.stdout)


def sharpen(schema: dict[str, Any]) -> dict[str, Any]:
    """Keep what can be in a message or view, take known blocks only, add the limits, choose by `type`."""
    definitions = schema["definitions"]
    definitions["AnyBlock"] = {"$ref": "#/definitions/KnownBlock"}  # the union of all has Block, which takes anything
    kept = {name: definitions[name] for name in reachable(definitions)}
    limited = {name: add_limits(one) for name, one in kept.items()}
    return {"definitions": {name: choose_by_type(one, limited) for name, one in limited.items()}}


def reachable(definitions: dict[str, Any]) -> list[str]:
    """Name the definitions that the roots need, themselves included."""
    found: set[str] = set()
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one.split("/")[-1] for one in _refs(definitions[name])]
    return sorted(found)


def _refs(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"]] if "$ref" in schema else []
        return own + [ref for one in schema.values() for ref in _refs(one)]
    return [ref for one in schema for ref in _refs(one)] if isinstance(schema, list) else []


def choose_by_type(schema: Any, definitions: dict[str, Any]) -> Any:
    """Replace each union of things with a `type` by a choice on it, so that an error is about what was meant."""
    if isinstance(schema, list):
        return [choose_by_type(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    by_type = _by_type(schema.get("anyOf"), definitions)
    kept = schema.keys() - {"description", "properties"} - ({"anyOf"} if by_type else set())
    found = {key: choose_by_type(schema[key], definitions) for key in kept}
    if "properties" in schema:
        found["properties"] = {name: choose_by_type(one, definitions) for name, one in schema["properties"].items()}
    return found | (_choice(by_type) if by_type else {})


def _by_type(union: Any, definitions: dict[str, Any]) -> dict[str, list[Any]] | None:
    """Sort the members of a union by their `type`; None when one of them has none or there is nothing to choose."""
    found: dict[str, list[Any]] = {}
    for one in union or ():
        types = _types_of(one, definitions)
        if not types:
            return None
        for kind in types:
            found.setdefault(kind, []).append({key: part for key, part in one.items() if key != "description"})
    return found if len(found) > 1 else None


def _types_of(schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    if "$ref" in schema:
        return _types_of(definitions[schema["$ref"].split("/")[-1]], definitions)
    if "anyOf" in schema:
        each = [_types_of(one, definitions) for one in schema["anyOf"]]
        return sorted({kind for one in each for kind in one}) if all(each) else []
    kind = schema.get("properties", {}).get("type", {}).get("const")
    return [kind] if kind else []


def _choice(by_type: dict[str, list[Any]]) -> dict[str, Any]:
    branches = [
        {
            "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
            "then": ones[0] if len(ones) == 1 else {"anyOf": ones},
        }
        for kind, ones in sorted(by_type.items())
    ]
    known = {"type": {"enum": sorted(by_type)}}
    return {"type": "object", "required": ["type"], "properties": known, "allOf": branches}


def write(name: str, package: str, schema: dict[str, Any]) -> None:
    """Write a schema with where it comes from."""
    comment = (
        f"Made by tools/slack_schema.py with {GENERATOR} from npm {package} of Slack Technologies, LLC: MIT, see"
        " LICENSE-slack-types.txt. Do not edit."
    )
    whole = {"$schema": DRAFT, "$comment": comment, **schema}
    text = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False)
    (FOLDER / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
