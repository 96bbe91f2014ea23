"""Diagrams, and a program that draws them."""

from tests.support.project import block

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
MMDC = f"""#!/bin/sh
echo run >> "$(dirname "$0")/runs"
text=$(cat)
case "$text" in
*broken*) echo 'Error: Parse error on line 2:
...here -->
-------^
Expecting SQE
Parser.parseError (x.mjs:1)' >&2; exit 1;;
*crash*) echo 'Error: Could not find Chrome' >&2; exit 1;;
*slow*) sleep 60;;
*bomb*) echo '<svg xmlns="http://www.w3.org/2000/svg" aria-roledescription="error"></svg>';;
*) echo '{SVG.format(' viewBox="0 0 30 20"', "<text>Drawn</text>")}';;
esac
"""


def diagram(*lines: str) -> str:
    return block("Flow?", explanation="\n    ".join(["As drawn:", "", "```mermaid", *lines, "```"]))
