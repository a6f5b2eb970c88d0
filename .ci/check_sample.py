"""Searches the sample's database for personal data, without a line of the library: check_sample.py DIRECTORY

- No encrypted value of people.csv is in a byte of hosting.db or its journals.
- No value of erased.csv is, unless another person has it too.
- The search finds what is there: an unencrypted value of every person who was not erased.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

# Shorter ones turn up in ciphertext by chance.
SHORTEST = 6


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def search(files, values):
    """Returns the files in which each value occurs: one pass over each file, whatever the number of values."""
    by_start = defaultdict(set)
    for value in values:
        by_start[value.encode()[:SHORTEST]].add(value)

    found = defaultdict(set)
    for file in files:
        content = file.read_bytes()
        for at in range(len(content) - SHORTEST + 1):
            for value in by_start.get(content[at:at + SHORTEST], ()):
                if content.startswith(value.encode(), at):
                    found[value].add(file.name)
    return found


def is_long(value):
    return len(value.encode()) >= SHORTEST


def main(directory):
    files = sorted(Path(directory).glob("hosting.db*"))
    people = read(Path(directory, "people.csv"))
    erased = read(Path(directory, "erased.csv"))
    gone = {row["person"] for row in erased}
    problems = []

    encrypted = {row["value"]: row for row in people if row["encrypted"] == "true"}
    problems += [f"{row['person']} {row['entity']}.{row['property']} is encrypted and too short to be searched for"
                 for value, row in encrypted.items() if not is_long(value)]

    # Joined by a character that no value holds, so that a value that is part of another's counts as theirs too.
    others = "\0".join(row["value"] for row in people if row["person"] not in gone and row["encrypted"] != "true")
    unique = {row["value"]: row for row in erased if is_long(row["value"]) and row["value"] not in others}

    control = {row["person"]: row["value"] for row in people
               if row["encrypted"] != "true" and row["person"] not in gone and is_long(row["value"])}

    found = search(files, {value for value in encrypted if is_long(value)} | set(unique) | set(control.values()))
    for value, row in {**unique, **encrypted}.items():
        if value in found:
            kind = "encrypted" if value in encrypted else "erased"
            problems.append(f"{kind}: {row['person']} {row['entity']}.{row['property']} is in {', '.join(sorted(found[value]))}")
    problems += [f"the search is blind: an unencrypted value of {person} is in no file"
                 for person, value in control.items() if value not in found]
    for what, how_many in {"files": files, "encrypted values": encrypted, "erased values": unique, "control values": control}.items():
        if not how_many:
            problems.append(f"there are no {what} to check")

    print(f"{len(files)} files, {sum(file.stat().st_size for file in files)} bytes: searched for {len(encrypted)} encrypted and "
          f"{len(unique)} erased values ({len(erased) - len(unique)} of erased.csv are short or others' too), "
          f"{len(control)} control values.")
    for problem in problems[:20]:
        print(f"PROBLEM {problem}")
    print(f"{len(problems)} problems.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
