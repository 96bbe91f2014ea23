"""Links between notes, as in Obsidian, Foam and wikis: `[[Note|words]]`, `[[A note]]`. A card can't open a note.

A card shows the words, else the name. A single word in double brackets is left alone: `[[Prototype]]` is the slot of an
object, `[[nodiscard]]` an attribute. So are a list, `[[x, y]]`, and arguments, `[[file name]]`.
"""

from markdown_it.rules_inline import StateInline

from anki_export.text.regex import regex

_LINK = regex(
    r"\[\[(?=[^\W\d_])(?P<note>[^\[\]|#\n\\]{2,200})(?:#[^\[\]|\n\\]{0,200})?"
    r"(?:\\?\|(?P<words>[^\[\]|\n]{1,200}))?\]\](?![(\[])"
)

_OTHERS = frozenset(",.\"'=`*_")
"""Names of notes seldom have these; arguments and code do."""


def read_wiki_link(state: StateInline, silent: bool) -> bool:
    """Read the words of such a link as text; behind a letter, brackets are an index."""
    link = _LINK.match(state.src, state.pos, state.posMax)
    if not link or (state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "!#_)]")):
        return False
    words = (link["words"] or link["note"]).strip()
    if not link["words"] and (" " not in words or words[0].islower() or not _OTHERS.isdisjoint(words)):
        return False
    if not silent:
        state.pending += words
    state.pos = link.end()
    return True
