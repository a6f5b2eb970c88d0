"""Searches the sample's database for personal data, without a line of the library: check_sample.py DIRECTORY

- No encrypted value of people.csv is in a byte of hosting.db or its journals.
- No value of erased.csv is, unless somebody still has it.
- The search finds what is there: an unencrypted value of every person who still has one.
- Every value of people.csv of the person whose access package it is is in it, and no encrypted value of anybody else's.
"""

import csv
import json
import re
import sys
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

# Shorter ones turn up in ciphertext by chance.
SHORTEST = 6


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def search(contents, values):
    """Returns the names of the contents in which each value occurs: one pass over each, whatever the number of values."""
    by_start = defaultdict(set)
    for value in values:
        by_start[value.encode()[:SHORTEST]].add(value)

    found = defaultdict(set)
    for name, content in contents.items():
        for at in range(len(content) - SHORTEST + 1):
            for value in by_start.get(content[at:at + SHORTEST], ()):
                if content.startswith(value.encode(), at):
                    found[value].add(name)
    return found


def is_long(value):
    return len(value.encode()) >= SHORTEST


def is_telling(value):
    """Days and amounts stand in other places, too."""
    return is_long(value) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+[.][0-9]+", value)


def leaves(node):
    if isinstance(node, dict):
        for member in node.values():
            yield from leaves(member)
    elif isinstance(node, list):
        for item in node:
            yield from leaves(item)
    elif isinstance(node, (str, Decimal)):
        yield node


def normal(value):
    """Amounts as numbers, and moments with a T in the middle: people.csv has them as SQLite stores them."""
    if isinstance(value, Decimal) or re.fullmatch(r"-?[0-9]+[.][0-9]+", value):
        return Decimal(value).normalize()
    return re.sub(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9:.]+)$", r"\1T\2", value.removesuffix("Z"))


def check_package(path, people, person):
    with zipfile.ZipFile(path) as package:
        contents = {name: package.read(name).decode("utf-8") for name in package.namelist() if not name.endswith(".p7s")}
    values = {normal(value) for name, content in contents.items() if name.startswith("data/") and name.endswith(".json")
              for value in leaves(json.loads(content, parse_float=Decimal)["records"])}
    own = [row for row in people if row["person"] == person]
    problems = [f"{row['entity']}.{row['property']} of {person} is not in {path.name}" for row in own if normal(row["value"]) not in values]
    mine = {row["value"] for row in own}
    everything = "\0".join(contents.values())
    others = [row for row in people if row["encrypted"] == "true" and row["person"] != person and row["value"] not in mine]
    problems += [f"{row['entity']}.{row['property']} of {row['person']} is in {path.name}" for row in others if row["value"] in everything]
    print(f"{path.name}: {len(own)} own values looked for, {len(others)} of others.")
    return problems + ([] if own and others else [f"there is nothing to look for in {path.name}"])


def main(directory):
    files = {path.name: path.read_bytes() for path in sorted(Path(directory).glob("hosting.db*"))}
    people = read(Path(directory, "people.csv"))
    erased = read(Path(directory, "erased.csv"))
    gone = {tuple(row.values()) for row in erased}
    left = [row for row in people if row["encrypted"] != "true" and tuple(row.values()) not in gone]
    problems = []

    encrypted = {row["value"]: row for row in people if row["encrypted"] == "true"}
    problems += [f"{row['person']} {row['entity']}.{row['property']} is encrypted and too short to be searched for"
                 for value, row in encrypted.items() if not is_long(value)]

    # Joined by a character that no value holds, so that a value that is part of another's counts as theirs too.
    telling = {row["value"]: row for row in erased if is_telling(row["value"])}
    shared = search({"left": "\0".join(row["value"] for row in left).encode()}, telling)
    unique = {value: row for value, row in telling.items() if value not in shared}

    control = {row["person"]: row["value"] for row in left if is_long(row["value"])}

    found = search(files, {value for value in encrypted if is_long(value)} | set(unique) | set(control.values()))
    for value, row in {**unique, **encrypted}.items():
        if value in found:
            kind = "encrypted" if value in encrypted else "erased"
            problems.append(f"{kind}: {row['person']} {row['entity']}.{row['property']} is in {', '.join(sorted(found[value]))}")
    problems += [f"the search is blind: an unencrypted value of {person} is in no file"
                 for person, value in control.items() if value not in found]
    packages = sorted(Path(directory).glob("export-*-access.zip"))
    for package in packages:
        problems += check_package(package, people, f"Customer-{package.name.split('-')[1]}")
    for what, how_many in {"files": files, "encrypted values": encrypted, "erased values": unique, "control values": control, "access packages": packages}.items():
        if not how_many:
            problems.append(f"there are no {what} to check")

    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes: searched for {len(encrypted)} encrypted and "
          f"{len(unique)} erased values ({len(erased) - len(unique)} lines of erased.csv are days, amounts, short, or others' too), "
          f"{len(control)} control values.")
    for problem in problems[:20]:
        print(f"PROBLEM {problem}")
    print(f"{len(problems)} problems.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
