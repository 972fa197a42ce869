"""Reads the reports in this folder as their platforms do; ends with an error at the first that does not hold."""

import base64
import gzip
import json
import sys
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

# GitHub: what its runner makes of the commands, a check that makes the pull request red, and the upload to code scanning,
# as GitHub's own description of its interface has them.
def unescaped(words, more=()):
    for letter, code in (*more, ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        words = words.replace(code, letter)
    return words


LEVELS = {"error": "failure", "warning": "warning", "notice": "notice"}
annotations = []
for line in open("findings.github.txt", encoding="utf-8").read().splitlines():
    command, message = line.removeprefix("::").split("::", 1)
    name, properties = command.split(" ", 1)
    given = dict(pair.split("=", 1) for pair in properties.split(","))
    given = {key: unescaped(value, ((":", "%3A"), (",", "%2C"))) for key, value in given.items()}
    annotation = {
        "path": given["file"],
        "start_line": int(given["line"]),
        "end_line": int(given["endLine"]),
        "annotation_level": LEVELS[name],
        "title": given["title"],
        "message": unescaped(message),
    }
    if "col" in given:
        assert given["line"] == given["endLine"], "columns count within one line only"
        annotation |= {"start_column": int(given["col"]), "end_column": int(given["endColumn"])}
    annotations.append(annotation)
assert any(annotation["annotation_level"] == "failure" for annotation in annotations)
pull_request = {
    "name": "copydesk",
    "head_sha": "0" * 40,
    "status": "completed",
    "conclusion": "failure",
    "output": {
        "title": "copydesk",
        "summary": open("findings.md", encoding="utf-8").read(),
        "annotations": annotations[:50],
    },
}
packed = base64.b64encode(gzip.compress(open("findings.sarif", "rb").read(), mtime=0)).decode()
code_scanning = {"commit_sha": "0" * 40, "ref": "refs/pull/1/head", "sarif": packed, "tool_name": "copydesk"}
with open("package/generated/api.github.com.json", encoding="utf-8") as file:
    interface = json.load(file)
for path, name, body in (
    ("check-runs", "pull-request.json", pull_request),
    ("code-scanning/sarifs", "code-scanning.json", code_scanning),
):
    operation = interface["paths"][f"/repos/{{owner}}/{{repo}}/{path}"]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(body, {**asked, "components": interface["components"]})
    broken = {key: value for key, value in body.items() if key not in ("head_sha", "commit_sha")}
    try:
        jsonschema.validate(broken, {**asked, "components": interface["components"]})
        sys.exit(f"{name}: the schema takes anything")
    except jsonschema.ValidationError:
        pass
    with open(name, "w", encoding="utf-8") as file:
        json.dump(body, file, indent=1, ensure_ascii=False)
assert len(packed) < 10 * 2**20, "code scanning takes ten megabytes"
run = json.loads(gzip.decompress(base64.b64decode(packed)))["runs"][0]
ranks = [["error", "warning", "note"].index(result["level"]) for result in run["results"]]
assert ranks == sorted(ranks), "the most severe findings come first, for code scanning shows only so many"
assert len(annotations) == len(run["results"])


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
print(f"{sizes.pop()} findings, the same in sarif, gitlab, github, rdjsonl, junit and checkstyle; all read as they should")
