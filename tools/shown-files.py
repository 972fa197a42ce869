"""Writes the files that pages show: every fenced block whose first line is a comment with the name of a file."""

import pathlib
import re
import sys

BLOCK = re.compile(r"^```\w+\n(?:#|//) (\S*[./]\S*|Makefile|Jenkinsfile)\n(.*?)^```$", re.M | re.S)
for page in sys.argv[1:]:
    for name, text in BLOCK.findall(pathlib.Path(page).read_text(encoding="utf-8")):
        file = pathlib.Path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.read_text(encoding="utf-8") != text:
            sys.exit(f"{page}: {name} is shown otherwise on another page")
        file.write_text(text, encoding="utf-8")
        print(f"{page}: {name}")
