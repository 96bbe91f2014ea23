"""A minimal baseline for builds: parse, highlight code, write rows, compress.

    python benchmarks/floor.py SOURCE DECKS [--stock]

It uses the program's parser with all syntax extensions, so the HTML before sanitising is the same, and writes rows
directly into SQLite: one package for each topic and level, compressed with zlib's level 5. There are no checks, no
sanitising, no lock, no stable guids and no messages. It only reads pages written by benchmarks/pages.py and layouts.py.

`--stock` finds the bodies with a regular expression and parses each with markdown-it-py and its own plugins: a lower
bound for any Markdown parser in Python, even with little syntax.
"""

import hashlib
import io
import json
import re
import sqlite3
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, style

LEVELS = {"Basics": 1, "Intermediate": 2, "Advanced": 3}
NOW = 1_790_000_000
_TITLE = re.compile(r'title: "(?P<topic>.*) Interview Questions - (?P<level>\w+)"')
_QUESTION = re.compile(r'^\?\?\? question "\d+\. (?P<title>.*)"\n(?P<body>(?:(?:    .*)?\n)*)', re.MULTILINE)
_TOPIC = re.compile(r"# (?P<topic>.*) Interview Questions")
_HEADING = re.compile(r"^#{2,4} ", re.MULTILINE)
_QUIZ = re.compile(r"<quiz>\n(?P<title>[^\n]*)\n(?P<body>.*?)</quiz>", re.DOTALL)
_SCHEMA = """
create table col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer,
    usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
    sfld integer, csum integer, flags integer, data text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer,
    type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
    odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
    factor integer, time integer, type integer);
create table graves (usn integer, oid integer, type integer);
"""

Fields = tuple[str, ...]


def ours() -> MarkdownIt:
    """The parser of the program."""
    from anki_export.source.render_and_sanitize import make_parser

    return make_parser()


def stock() -> MarkdownIt:
    """CommonMark with tables, footnotes, task lists and highlighted code."""
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    md = MarkdownIt("commonmark", {"highlight": _coloured}).enable(["table", "strikethrough"])
    return md.use(footnote_plugin, inline=False).use(tasklists_plugin)


def _coloured(code: str, language: str, _attributes: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    return highlight(code, get_lexer_by_name(language), HtmlFormatter(nowrap=True))


def with_our_syntax(md: MarkdownIt, text: str) -> Iterator[Fields]:
    """Question, answer and explanation of each question on a page, which is parsed as a whole."""
    tokens = md.parse(text)
    starts = [i for i, token in enumerate(tokens) if token.type == "details_open" and token.level == 0]
    for start in starts:
        end = next(i for i in range(start, len(tokens)) if tokens[i].type == "details_close" and not tokens[i].level)
        title = tokens[start + 2].children or []
        yield md.renderer.render(title, md.options, {}), *_split(md, tokens[start + 4 : end])


def with_stock_syntax(md: MarkdownIt, text: str) -> Iterator[Fields]:
    """The same, with each body parsed separately."""
    for match in _QUESTION.finditer(text):
        body = re.sub(r"^    ", "", match["body"], flags=re.MULTILINE)
        yield md.renderInline(match["title"]), *_split(md, md.parse(body))


def with_headings(md: MarkdownIt, text: str) -> Iterator[Fields]:
    """The same of a page whose questions are headings; options are on both sides."""
    tokens = md.parse(text)
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and not token.level][1:]
    for start, end in pairwise([*starts, len(tokens)]):
        yield _with_options(md, tokens[start + 1].children or [], tokens[start + 3 : end])


def with_quizzes(md: MarkdownIt, text: str) -> Iterator[Fields]:
    """The same of a page with blocks of mkdocs-quiz."""
    for match in _QUIZ.finditer(text):
        yield _with_options(md, md.parseInline(match["title"])[0].children or [], md.parse(match["body"]))


def _with_options(md: MarkdownIt, title: Sequence[Token], body: Sequence[Token]) -> Fields:
    end = next((i for i, token in enumerate(body, 1) if token.type == "bullet_list_close" and not token.level), 0)
    options = md.renderer.render(body[:end], md.options, {}) if body[0].type == "bullet_list_open" else ""
    answer, explanation = _split(md, body)
    return md.renderer.render(title, md.options, {}) + options, answer, explanation


def _split(md: MarkdownIt, body: Sequence[Token]) -> Iterator[str]:
    """The first block is the answer, without bold if all of it is bold; the rest is the explanation."""
    first = next(i for i, token in enumerate(body, 1) if token.level == body[0].level and token.nesting <= 0)
    inline = body[1].children or [] if body[0].type == "paragraph_open" else []
    opens = [i for i, token in enumerate(inline) if token.type == "strong_open"]
    closes = [i for i, token in enumerate(inline) if token.type == "strong_close"]
    if len(closes) == 1 and not any(token.content for token in inline[: opens[0]]) and inline[-1].content in ("", "."):
        body[1].children = [*inline[opens[0] + 1 : closes[0]], *inline[closes[0] + 1 :]]
    for part in (body[:first], body[first:]):
        yield md.renderer.render(part, md.options, {}).strip()


def read(source: Path, is_stock: bool = False) -> dict[tuple[str, str], list[Fields]]:
    """By topic and level, the notes of each deck, with all fields of the note type."""
    md, questions = (stock(), with_stock_syntax) if is_stock else (ours(), with_our_syntax)
    notes: dict[tuple[str, str], list[Fields]] = defaultdict(list)
    for path in sorted(source.rglob("*.md")):
        text = path.read_text()
        if topic := _TOPIC.match(text):
            deck = topic["topic"], "Basics"
            read_page = with_quizzes if "\n<quiz>\n" in text else with_headings if _HEADING.search(text) else questions
            notes[deck] += [(*fields, *deck, "", "1.0.0", "") for fields in read_page(md, text)]
        elif title := _TITLE.search(text):
            deck = title["topic"], title["level"]
            notes[deck] += [(*fields, *deck, "", "1.0.0", "") for fields in questions(md, text)]
    return notes


def build(source: Path, decks: Path, is_stock: bool = False) -> int:
    """Write a package for each topic and level; returns the number of notes."""
    notes = read(source, is_stock)
    decks.mkdir(parents=True, exist_ok=True)
    for (topic, level), rows in notes.items():
        data = package(f"{topic}::{LEVELS[level]} {level}", rows)
        (decks / f"{topic}-{level}.apkg".lower().replace(" ", "-")).write_bytes(data)
    return sum(map(len, notes.values()))


def package(name: str, notes: Sequence[Fields]) -> bytes:
    """The package of a deck; `notes` have all fields of the note type."""
    slug = name.partition("::")[0].lower().replace(" ", "-")
    level = notes[0][4].lower()
    deck_id = int.from_bytes(hashlib.sha256(name.encode()).digest()[:5])
    connection = sqlite3.connect(":memory:")
    connection.executescript(_SCHEMA)
    connection.execute("insert into col values (1, ?, ?, ?, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')",
        (NOW, NOW * 1000, NOW * 1000, _models(), json.dumps({"1": _deck(1, "Default"), deck_id: _deck(deck_id, name)})),
    )  # fmt: skip
    first, tags = NOW * 1000, f" {slug} level::{level} "
    connection.executemany(
        f"insert into notes values (?, ?, {MODEL_ID}, {NOW}, -1, ?, ?, ?, 0, 0, '')",
        ((first + i, _guid(slug, fields[0]), tags, "\x1f".join(fields), fields[0]) for i, fields in enumerate(notes)),
    )
    connection.executemany(
        f"insert into cards values (?, ?, {deck_id}, 0, {NOW}, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        ((first + i, first + i, i + 1) for i in range(len(notes))),
    )
    connection.commit()
    database = connection.serialize()
    connection.close()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        archive.writestr("collection.anki2", database)
        archive.writestr("media", "{}")
    return buffer.getvalue()


def _guid(slug: str, question: str) -> str:
    return hashlib.sha256(f"{slug}\n{question}".encode()).hexdigest()[:16]


def _models() -> str:
    templates = [{"name": TEMPLATE[0], "id": TEMPLATE[1], "ord": 0, "qfmt": style().front, "afmt": style().back}]
    look = {"font": "Arial", "size": 20, "rtl": False, "sticky": False}
    fields = [{"name": name, "id": id_, "ord": i, **look} for i, (name, id_) in enumerate(FIELDS)]
    known = {"id": MODEL_ID, "name": MODEL_NAME, "flds": fields, "tmpls": templates, "css": style().css, "mod": NOW}
    unused = {"type": 0, "usn": -1, "sortf": 0, "did": 1, "req": [[0, "any", [0]]], "latexPre": "", "latexPost": ""}
    return json.dumps({MODEL_ID: {**known, **unused}})


def _deck(id_: int, name: str) -> dict[str, object]:
    today = {f"{kind}Today": [0, 0] for kind in ("new", "rev", "lrn", "time")}
    unused = {"usn": -1, "conf": 1, "desc": "", "dyn": 0, "collapsed": False}
    return {"id": id_, "name": name, "mod": NOW, **unused, **today}


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    print(f"{build(Path(sys.argv[1]), Path(sys.argv[2]), '--stock' in sys.argv)} notes")


if __name__ == "__main__":
    main()
