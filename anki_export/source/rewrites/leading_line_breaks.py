"""Line breaks that begin the lines of options and of labels for answers are left out, before a page is parsed:

    Which one floats?        Which one floats?
    <br>A. a buoy            A. a buoy
    <br>B. an anchor         B. an anchor
    <br>**Answer:** A        **Answer:** A

Pages with more in one of these lines are left as they are: `<br>A. a buoy<br>B. an anchor`.
"""

from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answer_lines import has_answer_label
from anki_export.source.outline import Outline
from anki_export.source.rewrites.text_edits import lines_of_matches
from anki_export.text.lazy_regex import regex

_BREAK = regex(r"\n[ \t]*<br[ \t]*/?>[ \t]*(?P<text>[^\n]+)")
_SEVERAL = regex(r"\n[ \t]*<br[ \t]*/?>[^\n]*<br")


def breaks_before_options_as_text(text: str) -> str:
    """The text of a page without such line breaks."""
    if _SEVERAL.search("\n" + text):
        return text
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    for number, match in lines_of_matches(text, _BREAK.finditer("\n" + text)):
        is_option = OPTION.match(match["text"]) is not None or has_answer_label(match["text"])
        if is_option and not outline.is_code[number]:
            lines[number] = match["text"]
    return "\n".join(lines)
