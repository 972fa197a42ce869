"""Reads the reports in this folder as their platforms do; ends with an error at the first that does not hold."""

import json
import xml.etree.ElementTree as xml

import jsonschema
import junitparser

with open("package/lib/schemas/sarif-2.1.0-rtm.5.json", encoding="utf-8") as file:
    schema = json.load(file)
counts = {}
for name in ("findings.sarif", "empty.sarif"):
    with open(name, encoding="utf-8") as file:
        log = json.load(file)
    jsonschema.validate(log, schema)
    counts[name] = len(log["runs"][0]["results"])
assert counts["findings.sarif"] > 0 and counts["empty.sarif"] == 0, counts

# What GitLab's documentation asks of every entry.
with open("findings.gitlab.json", encoding="utf-8") as file:
    issues = json.load(file)
issue = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "location", "severity"],
    "properties": {
        "description": {"type": "string"},
        "check_name": {"type": "string"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
            },
        },
    },
}
jsonschema.validate(issues, {"type": "array", "items": issue})
assert len({entry["fingerprint"] for entry in issues}) == len(issues), "two findings have one fingerprint"
sarif = {result["partialFingerprints"]["copydesk/1"] for result in json.load(open("findings.sarif"))["runs"][0]["results"]}
assert sarif == {entry["fingerprint"] for entry in issues}, "the fingerprints of two formats differ"

# Reviewdog's diagnostic format.
position = {"properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}}
diagnostic = {
    "required": ["message", "location", "severity"],
    "properties": {
        "message": {"type": "string"},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "location": {
            "required": ["path", "range"],
            "properties": {"range": {"required": ["start"], "properties": {"start": position, "end": position}}},
        },
    },
}
with open("findings.rdjsonl", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
for line in lines:
    jsonschema.validate(line, diagnostic)

suites = junitparser.JUnitXml.fromfile("findings.junit.xml")
cases = [case for suite in suites for case in suite]
failures = [case for case in cases if case.result]
errors = xml.parse("findings.checkstyle.xml").getroot().findall("./file/error")
sizes = {len(issues), len(lines), len(failures), len(errors), counts["findings.sarif"]}
assert len(sizes) == 1, f"the formats disagree on how many findings there are: {sizes}"
print(f"{sizes.pop()} findings, the same in sarif, gitlab, rdjsonl, junit and checkstyle; all read as they should")
