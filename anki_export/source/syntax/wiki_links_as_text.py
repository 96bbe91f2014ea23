"""Links between notes, as in Obsidian, Foam and wikis: `[[Note|words]]`, `[[A note]]`. A card can't open a note.

A card shows the words, else the name. A single word in double brackets is left alone: `[[Prototype]]` is the slot of an
object, `[[nodiscard]]` an attribute. So are a list, `[[x, y]]`, and arguments, `[[file name]]`, `[[a|b]]`.
"""

from markdown_it.rules_inline import StateInline

from anki_export.text.lazy_regex import regex

NOTE_LINK = regex(r"(?P<embed>!)?\[\[(?P<target>[^\[\]|\n]{1,300}?)(?:\\?\|(?P<words>[^\[\]\n]{0,300}))?\]\]")
_OTHERS = frozenset(",.\"'=`*_")
"""Names of notes seldom have these; arguments and code do."""


def read_wiki_link(state: StateInline, silent: bool) -> bool:
    """Read the words of such a link; behind a letter, brackets are an index."""
    link = NOTE_LINK.match(state.src, state.pos, state.posMax)
    if not link or link["embed"] or state.src.startswith(("(", "["), link.end()):
        return False
    if state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "!#_)]"):
        return False
    note, words = link["target"].partition("#")[0].strip(), (link["words"] or "").strip()
    if len(note) == 1 or not link["target"][0].isalpha() or "\\" in link["target"] or "|" in words:
        return False
    if not words and (" " not in note or note[0].islower() or not _OTHERS.isdisjoint(note)):
        return False
    if not silent and words:
        stop, state.posMax = state.posMax, link.end("words")
        state.pos = link.end("words") - len(link["words"].lstrip())
        state.md.inline.tokenize(state)
        state.posMax = stop
    elif not silent:
        state.pending += note
    state.pos = max(state.pos, link.end())  # code may begin in the words and end behind the link
    return True
