"""Reads every CSV of an unpacked export package and compares it with the JSON beside it: compare_csv.py DIRECTORY"""

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def value_at(record, path):
    for name in path.split("."):
        if record is None:
            return None
        record = record.get(name)
    return record


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


def same(value, cell):
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    if isinstance(value, (int, Decimal)):
        return Decimal(cell) == value
    if isinstance(value, (list, dict)):
        return json.loads(unguarded(cell), parse_float=Decimal) == value
    return unguarded(cell) == value


def is_number(cell):
    try:
        Decimal(cell)
        return True
    except ArithmeticError:
        return False


def kept_until(record, answers):
    mine = [answers[number] for number in record["$retention"]]
    if any(answer["outcome"] == "NoEndYet" for answer in mine):
        return ""
    return max((answer["until"] or "" for answer in mine), default="")


directory = Path(sys.argv[1])
problems = []
cells = 0
for path in sorted(directory.rglob("*.csv")):
    document = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"), parse_float=Decimal)
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    if len(rows) != len(document["records"]):
        problems.append(f"{path.name}: {len(rows)} rows for {len(document['records'])} records")
    for number, (row, record) in enumerate(zip(rows, document["records"])):
        for column, cell in row.items():
            cells += 1
            if cell.startswith(FORMULA) and not is_number(cell):
                problems.append(f"{path.name} row {number} {column} is a formula")
            if column == "$keptUntil":
                if cell != kept_until(record, document["retention"]):
                    problems.append(f"{path.name} row {number} is kept until {cell}")
            elif not same(value_at(record, column), cell):
                problems.append(f"{path.name} row {number} {column} differs")
for problem in problems:
    print(problem)
print(f"{'all' if cells else 'no'} cells compared, {len(problems)} problems")
sys.exit(1 if problems or not cells else 0)
