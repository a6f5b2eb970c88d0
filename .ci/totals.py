"""Sums the results of all test projects: totals.py RESULTS TESTS

Prints what failed, was skipped or didn't run; the last line is "N passed, N failed, N skipped". The exit code is 0
only if every project below TESTS ran and every test passed: on a build server nothing is missing, so nothing is
skipped, PostgreSQL tests least of all.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
OUTCOMES = {"Passed": "passed", "NotExecuted": "skipped"}


def message(result):
    text = result.find(f"{TRX}Output/{TRX}ErrorInfo/{TRX}Message")
    if text is None:
        text = result.find(f"{TRX}Output/{TRX}StdOut")
    return "" if text is None or text.text is None else text.text.strip().splitlines()[0]


def main(results, tests):
    counts = Counter()
    assemblies = set()
    for file in sorted(Path(results).glob("**/*.trx")):
        run = ElementTree.parse(file).getroot()
        assemblies |= {Path(method.get("codeBase")).stem for method in run.iter(f"{TRX}TestMethod")}
        for result in run.iter(f"{TRX}UnitTestResult"):
            outcome = OUTCOMES.get(result.get("outcome"), "failed")
            counts[outcome] += 1
            if outcome != "passed":
                print(f"{outcome}: {result.get('testName')} {message(result)}")

    projects = {project.stem for project in Path(tests).glob("*/*Tests.csproj")}
    for project in sorted(projects - assemblies):
        print(f"didn't run: {project}")

    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 0 if assemblies >= projects and projects and not counts["failed"] and not counts["skipped"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
