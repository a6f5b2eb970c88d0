"""Validates every JSON file of an unpacked export package against the packaged schema: validate.py DIRECTORY"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

directory = Path(sys.argv[1])
schema = json.loads((directory / "schema/export.schema.json").read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
listed = {file["path"]: file["schema"] for file in manifest["files"]}

problems = 0
files = 0
for path in sorted(directory.rglob("*.json")):
    name = path.relative_to(directory).as_posix()
    if name in ("manifest.json", "schema/export.schema.json"):
        continue
    reference = listed[name]
    if reference is None:
        print(f"{name} has no schema")
        problems += 1
        continue
    validator = Draft202012Validator({**schema, "$ref": reference.removeprefix("schema/export.schema.json")})
    files += 1
    for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        problems += 1
        print(f"{name}: {error.json_path}: {error.message}")
print(f"{files} files, {problems} problems")
sys.exit(1 if problems or not files else 0)
