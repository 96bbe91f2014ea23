"""Decode the bytes of a file into a page: text, topic, level and address."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import takewhile
from textwrap import shorten
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.settings import AUTO, Settings, known_formats
from anki_export.source.flashcard_tags import deck_of_tag, deck_tag, has_tag
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.front_matter_questions import with_questions
from anki_export.source.hugo_front_matter import has_hugo_front_matter, hugo_front_matter
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.navigation import EMPTY_NAVIGATION, Navigation
from anki_export.source.page_languages import language_of_site
from anki_export.source.page_tags import tags_in
from anki_export.source.rewrites import is_mdx, rewritten
from anki_export.source.rewrites.option_letters_in_formulas import letters_in_formulas_as_text
from anki_export.source.syntax.size_limits import LONGEST
from anki_export.source.title_heading import title_in
from anki_export.source.topic_and_level import NamingRules, name_page
from anki_export.source.types import FolderLayout, Layout, Naming, Page, Wanted
from anki_export.text.deck_names_and_slugs import one_line
from anki_export.text.invisible import INVISIBLE, has_invisible, named, remove_invisible, unseen
from anki_export.text.label_kinds import is_label_of
from anki_export.text.language_names import in_language, is_clear, language_of
from anki_export.text.levels import home_of, level_in
from anki_export.text.page_paths import folders_and_stem, page_url
from anki_export.text.regex import regex
from anki_export.text.topic_names import topic_of_folder

TEXT_LIMIT = 1 << 20
"""Maximum bytes of a page or included text: seventy times our largest page, and parsed within seconds."""
_FRONT_LIMIT = 1 << 15
_MOJIBAKE = regex(r"[ÂÃâäåæçèéðïÐÑ][\u0080-\u00bf\u0100-\u0192\u02c6-\u2122]")
_MARKS = "\ufeff\u200b"
"""Byte order marks left at the start of lines by tools that concatenate files."""


class PageFile(Struct, frozen=True):
    """The file of a page."""

    path: str
    """Relative to the source folder, with `/`."""
    data: bytes
    typed: str = ""
    """The path as the user typed it; empty if it is `path`."""
    locked: str = ""
    """The path in the lock; empty if it is `path`."""

    @property
    def shown(self) -> str:
        """The path in messages."""
        return self.typed or self.path

    @property
    def key(self) -> str:
        """The path in the lock: the same in every build, whatever the source folder."""
        return self.locked or self.path


def read_page(
    file: PageFile,
    settings: Settings | None = None,
    navigation: Navigation = EMPTY_NAVIGATION,
    decided: FolderLayout | None = None,
) -> tuple[Page | None, Sequence[Diagnostic]]:
    """Decode a page and determine its topic and level; None, with the reason, when it can't be read.

    `decided` is how it asks if it asks one question, as the pages of its folder say.
    """
    settings = settings or Settings()
    path, data, shown = file.path, file.data, file.shown
    text, problems = decode(data, shown)
    if text is None:
        return None, problems
    lines = enumerate(text.split("\n"), 1) if len(text) > LONGEST else ()
    if number := next((i for i, line in lines if len(line) > LONGEST), 0):
        return None, [*problems, Diagnostic(Location(shown, number, 1), Rule.OVERLONG, OVERLONG, OVERLONG_HINT)]
    written = text

    def place(name: str) -> Location:
        """Where the front matter sets a value; the first line if it does not."""
        is_known = name in (*_NAMES, "formats")
        found = is_known and re.search(rf"^\s*[\"']?{name}[\"']?\s*[:=]", written, re.IGNORECASE | re.MULTILINE)
        return Location(shown, written.count("\n", 0, found.start()) + 1 if found else 1, 1)

    meta, text, found = (hugo_front_matter if has_hugo_front_matter(text) else _front_matter)(text, shown)
    answers = _answers_in_front(written, text)
    mdx = is_mdx(text, path)
    text = rewritten(text, path)
    lettered = letters_in_formulas_as_text(text)
    has_formulas, text = lettered != text, lettered
    problems = [*problems, *found]
    is_one_question = decided is not None and decided.layout not in _OF_SEVERAL
    may_list = bool(meta) and written.startswith("---") and not is_one_question
    text, front = with_questions(text, written) if may_list else (text, 0)
    tags = settings.flashcard_tags
    tag = deck_tag(text, meta, tags) if has_tag(text, meta, tags) else None
    values = {}
    for name in _NAMES:
        values[name], found = _text(meta, name, place)
        problems += found
    values["title"] = values["title"] or title_in(text)
    translation = navigation.languages.get(path)
    named_as = translation.path if translation else path
    if translation and path in navigation.pages:
        navigation = replace(navigation, pages={named_as: navigation.page(path)})
    added = translation.language if translation and not (translation.is_main or values["topic"]) else ""
    named, found = _formats(meta, place)
    problems += found
    rules = NamingRules(settings.levels, settings.deck_by, navigation)
    naming = cache(partial(name_page, values, named_as, place, rules))
    of_question = None
    if decided and decided.layout not in _OF_SEVERAL:
        folder_values = _with_folder_names(values, meta, decided, settings.levels)
        around = named_as.rpartition("/")[0]
        is_folder = decided.layout is Layout.TASK or is_about_repository(folders_and_stem(named_as)[1])
        of_folder = f"{around}.md" if around and is_folder else named_as
        of_question = partial(name_page, folder_values, of_folder, place, replace(rules, is_question=True))
    page = Page(
        path=path,
        key=file.key,
        shown=shown,
        text=text,
        title=values["title"],
        name=partial(_named_in_language, naming, added),
        home=home_of(file.key, settings.levels),
        url=address_of(path, settings),
        says_topic=bool(values["topic"]),
        name_question=of_question and partial(_named_in_language, of_question, added),
        names_formats=bool(named),
        is_draft=_is_draft(meta, written, settings),
        answers_in_front=answers,
        language=translation.language if translation else _language(meta) or language_of_site(settings.site, path),
        wanted=replace(
            _wanted(
                settings.formats_of(path) if named is None else named,
                values["title"],
                path,
                decided,
                question=_text(meta, "question", place)[0],
                mdx=mdx,
            ),
            has_flashcards=tag is not None,
            flashcard_tags=tags,
            flashcard_gaps=settings.flashcard_gaps,
            dollar_math=has_formulas or None if settings.dollar_math is None else settings.dollar_math,
            front_matter=front,
        ),
        tags=tags_in(meta, naming().topic, tags) if "tags" in meta or "tag" in meta else (),
        flashcard_deck=_collection(meta, text) if tag is None else deck_of_tag(tag),
    )
    return page, problems


def _named_in_language(find: Callable[[], Naming], language: str) -> Naming:
    """Topic and level, with the language that the decks of the page name, if any."""
    naming = find()
    names = {name: in_language(getattr(naming, name), language) for name in ("topic", "section", "topic_with_level")}
    return replace(naming, **names)


def address_of(path: str, settings: Settings) -> str:
    """Where the site publishes the page at a path; empty if that is unknown."""
    match settings.site.generator:
        case "hugo":
            path = path.lower().replace("_index.", "index.")
        case "jekyll" if path.startswith("_") or "/_" in path:  # posts and collections have addresses of their own
            return ""
    return page_url(settings.site_url, settings.site.served(path), settings.directory_urls)


def _is_draft(meta: Mapping[str, Any], text: str, settings: Settings) -> bool:
    """Whether the generator does not publish the page; of MkDocs, no value says so."""
    if settings.site.generator == "jekyll":
        return meta.get("published") is False
    return meta.get("draft") is True and (settings.site.generator != "" or has_hugo_front_matter(text))


def _answers_in_front(written: str, text: str) -> tuple[int, ...]:
    """The lines of front matter with a key that names an answer; they are blank in the text."""
    if written is text:
        return ()
    lines = zip(written.split("\n"), text.split("\n"), strict=False)
    front = enumerate(line for line, _ in takewhile(lambda each: not each[1], lines))
    keys = [(number, key["name"].replace("_", " ")) for number, line in front if (key := _KEY.match(line))]
    found = [(number, name) for number, name in keys if is_label_of(name, "answer", "solution")]
    is_sure = len(found) > 1 or any(is_label_of(name, "question") for _, name in keys)
    return tuple(number for number, name in found if is_sure or name.lower() == "answers")  # a site has `solution: …`


def _wanted(
    formats: frozenset[str], title: str, path: str, decided: FolderLayout | None, *, question: str, mdx: bool
) -> Wanted:
    folders, stem = folders_and_stem(path)
    wanted = Wanted(formats, title, stem, _SEPARATORS.sub(" ", folders[-1] if folders else ""), is_mdx=mdx)
    if decided is None or not wanted.is_named(AUTO):
        return wanted
    if decided.layout in _OF_SEVERAL:
        return replace(wanted, layout=decided.layout)
    if is_about_repository(stem) and folders:  # the only page of its folder
        wanted = replace(wanted, file=folders[-1])
    # A title asks where no other format finds questions; else the page is one question.
    is_title = decided.layout is Layout.TITLE and not question
    formats = formats | {"title"} if is_title else _ONE_QUESTION
    return replace(wanted, formats=formats, layout=decided.layout, question=question)


_SEPARATORS = regex(r"[-_]+")
_KEY = regex(r"\s*(?:-\s+)?[\"']?(?P<name>[^\W\d][\w-]*)[\"']?\s*[:=]")
_OF_SEVERAL = frozenset(
    {
        Layout.CARDS,
        Layout.TOPICS,
        Layout.ANNOUNCED,
        Layout.SOLVED,
        Layout.SECTIONS,
        Layout.KEYED,
        Layout.KEY,
        Layout.COLLAPSED,
    }
)
"""The layouts of pages with several questions."""
_ONE_QUESTION = frozenset({"title", "admonition", "challenge", "freetext", "label-headings", "quiz"})
"""The formats of a page with one question: its own, and blocks that are nothing but questions."""


def _with_folder_names(
    values: Mapping[str, str], meta: Mapping[str, Any], decided: FolderLayout, levels: Sequence[str]
) -> dict[str, str]:
    """The values with topic and level from what the pages of the folder call them."""
    topic = meta.get(decided.topic) if decided.topic else None
    level = meta.get(decided.level) if decided.level else None
    topic = topic_of_folder(f"{one_line(topic)}/page.md".replace("::", ":")) if isinstance(topic, str) else ""
    level = level_in(re.sub(r"(?i)\bmiddle\b", "medium", level), levels) if isinstance(level, str) else None
    return {**values, "topic": values["topic"] or topic, "level": values["level"] or (level[0] if level else "")}


OVERLONG = f"block of text exceeds {LONGEST >> 10} KiB"
OVERLONG_HINT = "split it with blank lines; move embedded images into separate files"


_NAMES = ("title", "topic", "level")


def _text(meta: Mapping[str, Any], name: str, place: Callable[[str], Location]) -> tuple[str, Sequence[Diagnostic]]:
    """A value of the front matter as one line of text."""
    value = meta.get(name)
    if value is None:
        return "", ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        hint = f'quote the value: {name}: "…"'
        return "", [Diagnostic(place(name), Rule.FRONT_MATTER, f"{name} is not text", hint)]
    text = re.sub(r"^([*_`]{1,3})(.+)\1$", r"\2", one_line(remove_invisible(str(value))))
    return text, _unseen_in(str(value), place(name)) if has_invisible(str(value)) else ()  # YAML can escape them


def _collection(meta: Mapping[str, Any], text: str) -> str:
    """The name that the front matter gives to a page of hashcards."""
    name = meta.get("name")
    return one_line(remove_invisible(name)) if isinstance(name, str) and HASHCARDS.may_hold(text) else ""


def _language(meta: Mapping[str, Any]) -> str:
    """The language that the front matter sets; `language` may also be one of a program, such as `cs`."""
    lang, language = (value if isinstance(value := meta.get(name), str) else "" for name in ("lang", "language"))
    return language_of(lang) or (language_of(language) if is_clear(language) else "")


def _formats(
    meta: Mapping[str, Any], place: Callable[[str], Location]
) -> tuple[frozenset[str] | None, Sequence[Diagnostic]]:
    """The question formats that the front matter names; None if it names none that exists."""
    value = meta.get("formats")
    names = [value] if isinstance(value, str) else value
    if names is None:
        return None, ()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message, hint = "formats is not a list of names", "for example: formats: [auto, heading]"
        return None, [Diagnostic(place("formats"), Rule.UNKNOWN_FORMAT, message, hint)]
    known, problems = known_formats(names, place("formats"), Rule.UNKNOWN_FORMAT)
    return frozenset(known) if known or not names else None, problems


def decode(data: bytes, shown: str) -> tuple[str | None, Sequence[Diagnostic]]:
    """Decode UTF-8 to text with `\\n` line ends; repairs text that was decoded twice, drops invisible characters.

    Returns None, with the reason, if the data is too large or not UTF-8.
    """
    if len(data) > TEXT_LIMIT:
        message = f"{len(data) / (1 << 20):.1f} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"
        return None, [Diagnostic(Location(shown), Rule.TOO_LARGE, message, "split it into several pages")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Location(shown, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        message = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        return None, [Diagnostic(place, Rule.NOT_UTF8, message, "save the page as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():  # most pages
        return text, []
    text = re.sub(rf"^([ \t]*)[{_MARKS}]+\t*", r"\1", text, flags=re.MULTILINE)  # such a tab makes no code
    text = re.sub(r"^[ \t]*[^\S \t\n][^\S\n]*$", "", text, flags=re.MULTILINE)  # looks blank, such as U+00A0
    if not (INVISIBLE.search(text) or (not text.isascii() and _MOJIBAKE.search(text))):
        return text, []
    repaired = [_repaired(line, Location(shown, number)) for number, line in enumerate(text.split("\n"), 1)]
    return "\n".join(line for line, _ in repaired), [problem for _, found in repaired for problem in found]


def in_conflict(shown: str, lines: Iterable[int]) -> Iterator[Diagnostic]:
    """Report the conflicts of a page or an included file, by their first lines."""
    for line in lines:
        hint = "keep the text that is right, and remove the lines <<<<<<<, ======= and >>>>>>>"
        yield Diagnostic(Location(shown, line, 1), Rule.PAGE_CONFLICT, "a merge left conflict markers", hint)


def _repaired(written: str, place: Location) -> tuple[str, list[Diagnostic]]:
    """A line decoded once and without invisible characters, and what is reported about it."""
    problems: list[Diagnostic] = []
    line = written
    if mojibake := _MOJIBAKE.search(written):
        line = decoded_once(written)
        if line != written:
            message = f"text was decoded with the wrong encoding; read as {_repaired_words(written, line)!r}"
            hint = "correct the text, and save the page as UTF-8"
            problems.append(Diagnostic(replace(place, column=mojibake.start() + 1), Rule.MOJIBAKE, message, hint))
        line = line.lstrip(_MARKS)
    return remove_invisible(line), [*problems, *_unseen_in(line, place, written)]


def _unseen_in(text: str, place: Location, written: str = "") -> list[Diagnostic]:
    """Each kind of character that is omitted from the text, at its column in the original line."""
    columns: dict[str, int] = {}
    for match in unseen(text):
        columns.setdefault(named(match[0]), written.find(match[0]) + 1 if written else place.column)
    problems = []
    for name, column in columns.items():
        verb, them = ("are", "them") if name.endswith("s") else ("is", "it")
        message, hint = f"{name} {verb} omitted", f"remove {them} from the page"
        problems.append(Diagnostic(replace(place, column=column), Rule.CONTROL_CHARACTERS, message, hint))
    return problems


def _repaired_words(line: str, repaired: str) -> str:
    """The words that differ in the repaired line."""
    before = set(line.split())
    return shorten(" ".join(word for word in repaired.split() if word not in before), 80, placeholder=" …")


def decoded_once(line: str) -> str:
    """A line with double decoding undone; the line itself if it was not decoded twice."""
    import ftfy  # importing takes as long as reading a page, and almost no page needs it

    return ftfy.fix_encoding(line)


def _front_matter(text: str, shown: str) -> tuple[dict[str, Any], str, Sequence[Diagnostic]]:
    """The values between `---` lines, and the text with those lines blanked."""
    if not text.startswith("---") and "\n---" not in text and "\n..." not in text:  # most pages without front matter
        return {}, text, ()
    lines = text.split("\n")
    opens = lines[0].rstrip() == "---"
    end = next((i for i in range(opens, len(lines)) if lines[i].rstrip() in ("---", "...")), None)
    block = lines[opens:end]
    if end is None or not _is_front_matter(block, opens):
        if opens and end is None and _names_ours(takewhile(str.strip, block)):
            hint = "end it with a line ---"
            return {}, text, [Diagnostic(Location(shown, 1, 1), Rule.FRONT_MATTER, "front matter is not closed", hint)]
        return {}, text, ()
    meta, report = _yaml(block, opens, shown)
    if not opens:
        hint = "add a line --- above it"
        message = "front matter does not start with ---"
        report = [Diagnostic(Location(shown, 1, 1), Rule.NO_FIRST_RULE, message, hint), *report]
    return meta, "\n".join([*[""] * (end + 1), *lines[end + 1 :]]), report


def _is_key(line: str) -> bool:
    return re.match(r"""["']?[A-Za-z_][\w-]*["']?\s*:(\s|$)""", line) is not None


def _names_ours(lines: Iterable[str]) -> bool:
    """Whether a line sets a value that this program reads."""
    names = "|".join((*_NAMES, "formats"))
    pattern = re.compile(rf"""(?:- |\{{\s*)?["']?(?:{names})["']?\s*:(?:\s|$)""", re.IGNORECASE)
    return any(map(pattern.match, lines))


def _is_front_matter(lines: Sequence[str], opens: bool) -> bool:
    """Whether the lines above a `---` are front matter, not text between or above thematic breaks.

    Lines that set a title, topic or level are, even if they are broken. Other names are front matter at the top of a
    page between two `---` lines if no line is plain text.
    """
    if not opens:
        is_without_gap = bool(lines) and _is_key(lines[0]) and all(line.strip() for line in lines)
        return is_without_gap and _names_ours(lines) and all(map(_is_of_yaml, lines))
    if _names_ours(lines) or _is_toml(lines):
        return True
    written = [line for line in lines if line.strip() and not line.startswith("#")]
    first = written[0] if written else ""
    return (_is_key(first) or re.match(r"\{(?!%)", first) is not None) and all(map(_is_of_yaml, written))


_TOML = regex(r'[A-Za-z][\w-]*[ \t]*=[ \t]*"(?P<text>[^"\\]*)"[ \t]*')


def _is_toml(lines: Sequence[str]) -> bool:
    """Whether lines set texts as TOML does: `name = "Biology"`, which hashcards writes."""
    return any(map(str.strip, lines)) and all(_TOML.fullmatch(line) for line in lines if line.strip())


def _is_of_yaml(line: str) -> bool:
    return _is_key(line) or line[0] in " \t-{}[]"


_SIMPLE = regex(
    r'(?P<name>[A-Za-z_][\w-]{0,99}): +(?:"(?P<quoted>[ !#-[\]-~]*)"|(?P<words>[A-Za-z]+(?: [A-Za-z]+)+))', re.ASCII
)
"""A line whose value YAML can only read as this text."""


def _yaml(lines: Sequence[str], offset: int, shown: str) -> tuple[dict[str, Any], Sequence[Diagnostic]]:
    def broken(line: int, column: int, message: str, hint: str) -> tuple[dict[str, Any], Sequence[Diagnostic]]:
        place = Location(shown, offset + line, column)
        return {}, [Diagnostic(place, Rule.FRONT_MATTER, f"front matter {message}", hint)]

    if _is_toml(lines):
        given = (line.partition("=") for line in lines if line.strip())
        return {name.strip().lower(): text.strip(' \t"') for name, _, text in given}, ()
    if sum(map(len, lines)) > _FRONT_LIMIT:
        return broken(0, 1, f"exceeds {_FRONT_LIMIT >> 10} KiB", "keep only what the site needs")
    if all(simple := [_SIMPLE.fullmatch(line) for line in lines]):  # importing a parser takes as long as ten pages
        values = {match["name"].lower(): match["quoted"] or match["words"] or "" for match in simple if match}
        return values, _names_given_twice(lines, offset, shown)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Besides its own errors, the library passes on Python's for `!!int ""`, `!!bool x` or `!!timestamp x`.
    errors = (RecursionError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError)
    try:
        meta = yaml.load("\n".join(lines), loader)
    except (yaml.YAMLError, *errors) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or "it can't be parsed"
        return broken(line + 1, column + 1, f"is not valid YAML: {problem}", "quote values that contain ':' or '#'")
    if meta is None:
        return {}, ()
    if not isinstance(meta, dict):
        hint = "write lines like `title: Git Interview Questions`"
        return broken(1, 1, "is not a mapping of names to values", hint)
    return {str(key).lower(): value for key, value in meta.items()}, _names_given_twice(lines, offset, shown)


def _names_given_twice(lines: Sequence[str], offset: int, shown: str) -> list[Diagnostic]:
    seen: dict[str, int] = {}
    problems = []
    for number, line in enumerate(lines, offset + 1):
        name = line.partition(":")[0].strip().strip("\"'").lower() if _is_key(line) else ""
        if name and (first := seen.setdefault(name, number)) != number:
            message = f"front matter already sets {name} on line {first}; the later value is used"
            problems.append(Diagnostic(Location(shown, number, 1), Rule.NAME_TWICE, message, "keep only one"))
    return problems
