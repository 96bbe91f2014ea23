"""A page → its questions, and a message for every opener that became none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from anki_export.diagnostics import Report, Rule
from anki_export.source.answer import split
from anki_export.source.blocks import Block, blocks_of, text_of
from anki_export.source.details import Opener
from anki_export.source.footnotes import footnotes, with_footnotes
from anki_export.source.include import IncludeError, expand, has_directive
from anki_export.source.links import Surroundings, raw_attribute, resolve
from anki_export.source.markup import field_html, plain_text
from anki_export.source.openers import account_for_openers, is_question_opener, openings, report_open_fences
from anki_export.source.page import decode
from anki_export.source.question import Level, Page, Question, Tree

_CARD_ID = re.compile(r"<!--\s*card:\s*(?P<id>.*?)\s*-->")
_GOOD_ID = re.compile(r"[A-Za-z0-9][\w.-]*")
_NO_QUESTION = frozenset(
    "answer|answers|solution|solutions|hint|hints|explanation|quiz|question|questions|exercise|exercises|example|examples"
    "|task|tasks|details|spoiler|show answer|show answers|show the answer|show solution|show the solution|show hint"
    "|show more|see answer|see solution|view answer|view solution|reveal answer|click to reveal|click for answer"
    "|click to see the answer|check your understanding|check your answer|check your answers|check yourself"
    "|test yourself|test your knowledge|test your understanding|quick check|self check|knowledge check|try it"
    "|try it yourself|your turn|need help|frequently asked questions|faq|help".split("|")
)
"""Titles, in small letters without punctuation, of blocks that ask nothing by themselves."""
_PLACEHOLDER = re.compile(
    r"(?:placeholder\s+(?:question|answer|text)\b.*|placeholder|lorem ipsum\b.*|(?:todo|tbd|tba|fixme|xxx|coming soon|"
    r"work in progress|to be (?:done|written|added|announced))|\.{3}|…)[\s.:!…]*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How pages are read: the parser, and where the site is."""

    md: MarkdownIt
    site_url: str = ""
    directory_urls: bool = True


def read_questions(page: Page, tree: Tree, reading: Reading, report: Report) -> tuple[Question, ...]:
    """The questions of a page in its order; whatever keeps an opener from becoming a card is in `report`."""
    lines = page.text.split("\n")
    origin = list(range(len(lines)))
    if not any(is_question_opener(line) for line in lines):
        return ()
    env: dict[str, object] = {}
    tokens = reading.md.parse(page.text, env)
    found = list(openings(tokens))
    if has_directive(lines):
        bodies = [range(token.map[0] + 1, token.map[1]) for token, *_ in found if token.map]
        new, origin = expand(
            lines, bodies, page.path, partial(_included, tree), partial(_complain_include, page, report)
        )
        if new != lines:
            lines, env = new, {}
            tokens = reading.md.parse("\n".join(lines), env)
            found = list(openings(tokens))
    around = Surroundings(page, tree, reading.site_url, reading.directory_urls, report, lines, origin)
    account_for_openers(tokens, found, around)
    level = _level_and_topic(page, bool(found), report)
    notes = footnotes(tokens)
    questions = (
        _question(opening, body, level, notes, around, reading.md)
        for opening, body, is_nested in found
        if not is_nested and level
    )
    return tuple(question for question in questions if question)


def _question(
    opening: Token,
    body: Sequence[Token],
    level: Level,
    notes: dict[int, list[Token]],
    around: Surroundings,
    md: MarkdownIt,
) -> Question | None:
    page, report = around.page, around.report
    start, end = opening.map or [0, 0]
    place = page.at(around.origin[start] + 1, opening.meta["column"])
    opener: Opener = opening.meta["opener"]
    title = body[1]

    say = partial(report.say, place)

    if not title.content.strip():
        say(Rule.NO_TITLE, "question has no title", f'write the question in quotes: {opener.marker} {opener.kind} "…?"')
        return None
    if " ".join(re.findall(r"[^\W_]+", title.content.casefold())) in _NO_QUESTION:
        say(Rule.NO_QUESTION, f"title {title.content!r} is no question; no card", "ask the question in the title")
        return None
    blocks, card_id = _without_card_id(blocks_of(body[3:], around.lines), around, end)
    if not blocks:
        say(
            Rule.NO_ANSWER,
            "question has no answer",
            f"indent the answer four spaces under `{opener.marker} {opener.kind}`",
        )
        return None
    if _PLACEHOLDER.fullmatch(title.content) or (
        len(blocks) == 1 and _PLACEHOLDER.fullmatch(text_of(blocks[0].inline).strip() or "-")
    ):
        say(Rule.PLACEHOLDER, f"placeholder question left out: {title.content!r}", "write it, or remove it")
        return None
    if opener.complaint:
        say(Rule.TITLE_QUOTES, opener.complaint, f'write {opener.marker} {opener.kind} "{opener.title}"')
    report_open_fences(blocks, around)

    parts = split(text_of(title.children or ()), blocks, around.lines)
    answer, explanation = (
        [token for block in part for token in block.tokens] for part in (parts.answer, parts.explanation)
    )
    answer, explanation = with_footnotes(answer, explanation, notes)
    local = replace(around, pictures={})  # a question packs its own
    raw = partial(raw_attribute, local, start)

    def html(tokens: Sequence[Token]) -> str:
        return field_html(md, resolve(tokens, local, start), raw)

    asked = html(title.children or ())
    if parts.context:
        asked = f"<p>{asked}</p>\n" + html([token for block in parts.context for token in block.tokens])
    fields = asked, html(answer), html(explanation)
    texts = tuple(map(plain_text, fields))
    if not texts[0]:
        say(Rule.NO_TITLE, "question has no title", "its title shows nothing on a card")
        return None
    if not texts[1] and "<img" not in fields[1]:
        say(Rule.NO_ANSWER, "question has no answer", "its body shows nothing on a card")
        return None
    return Question(
        location=place,
        page=page.key,
        home=page.home,
        topic=page.topic,
        level=level,
        slug=page.slug,
        url=page.url,
        card_id=card_id,
        key=plain_text(fields[0], mark_code=True),
        question=fields[0],
        answer=fields[1],
        explanation=fields[2],
        question_text=texts[0],
        answer_text=texts[1],
        explanation_text=texts[2],
        rule=parts.rule,
        pictures=tuple(local.pictures[name] for name in sorted(local.pictures)),
    )


def _level_and_topic(page: Page, has_questions: bool, report: Report) -> Level | None:
    if has_questions and not page.level:
        told = {d.rule for d in report if d.location.path == page.shown}
        if not told & {Rule.FRONT_MATTER, Rule.NO_LEVEL}:  # else the reason is known
            report.say(
                page.at(1),
                Rule.NO_LEVEL,
                "page has questions but no level",
                "add `level: Basics` to the front matter, or name the level in path or title",
            )
        return None
    if has_questions and not page.topic:
        report.say(
            page.at(1),
            Rule.NO_TOPIC,
            "page has questions but no topic",
            "add `topic: Git` or a title to the front matter",
        )
        return None
    return page.level


def _without_card_id(blocks: list[Block], around: Surroundings, end: int) -> tuple[list[Block], str]:
    """The blocks that show something, and the id from a comment `<!-- card: some-id -->`."""
    ids: list[str] = []
    kept: list[Block] = []
    for block in blocks:
        if block.kind != "html_block":
            inline = (child for token in block.tokens for child in token.children or () if child.type == "html_inline")
            ids += [match["id"] for child in inline for match in _CARD_ID.finditer(child.content)]
            kept.append(block)
            continue
        content = block.tokens[0].content
        ids += [match["id"] for match in _CARD_ID.finditer(content)]
        if re.sub(r"<!--.*?-->", "", content, flags=re.DOTALL).strip():
            kept.append(block)
    first = blocks[0].first if blocks else end
    if len(ids) > 1:
        around.complain(first, Rule.CARD_ID, "question has more than one card id", "keep one", needle="card:")
    if ids and not _GOOD_ID.fullmatch(ids[0]):
        around.complain(
            first,
            Rule.CARD_ID,
            f"card id {ids[0]!r} can't be used",
            "use letters, digits, '-', '_' and '.'",
            needle="card:",
        )
        return kept, ""
    return kept, ids[0] if ids else ""


def _included(tree: Tree, base: str, name: str) -> tuple[str, str]:
    """Path and text of a file that `base` includes, looked for from there, then from the source root."""
    reasons = []
    for start in (base, ""):
        target = tree.resolve(start, name)
        if target is None:
            reasons.append(f"{name} leads out of the source root")
            continue
        try:
            text = decode(tree.bytes_of(target), target, unread := Report())
        except FileNotFoundError:
            reasons.append(f"{name} isn't there")
            continue
        except OSError as error:
            reasons.append(f"{name}: {(error.strerror or str(error)).lower()}")
            continue
        if text is None:
            raise IncludeError(f"{name}: {unread[0].message}")
        return target, text
    raise IncludeError(reasons[0])


def _complain_include(page: Page, report: Report, line: int, reason: str) -> None:
    report.say(
        page.at(line + 1), Rule.INCLUDE, f"can't include: {reason}", "the card would lack this part of its answer"
    )
