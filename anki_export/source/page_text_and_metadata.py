"""Decode the bytes of a file into a page: text, topic, level and address."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.settings import AUTO, Settings, known_formats
from anki_export.source.decode_and_repair_text import decode, unseen_in
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.front_matter import PAGE_VALUES, front_matter, has_hugo_front_matter
from anki_export.source.layouts.page_shape import is_about_repository, question_name
from anki_export.source.naming.front_matter_tags import tags_in
from anki_export.source.naming.navigation import EMPTY_NAVIGATION, Navigation
from anki_export.source.naming.obsidian_deck_tags import deck_of_tag, deck_tag, has_tag
from anki_export.source.naming.page_topic_and_level import NamingRules, name_page, name_page_of_question
from anki_export.source.naming.title_from_heading import title_in
from anki_export.source.naming.translated_pages import language_of_site
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import FolderLayout, Layout, Naming, Page, Wanted
from anki_export.source.rewrites import is_mdx, rewritten
from anki_export.source.rewrites.front_matter_questions import with_questions
from anki_export.source.syntax.inline_parsing_limits import LONGEST
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.deck_names_and_slugs import one_line
from anki_export.text.difficulty_levels import home_of, level_in
from anki_export.text.extract_topic import topic_of_folder
from anki_export.text.invisible_characters import has_invisible, remove_invisible
from anki_export.text.language_names import in_language, is_clear, language_of
from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import folders_and_stem, page_url


class PageFile(Struct, frozen=True):
    """The file of a page."""

    path: str
    """Relative to the source folder, with `/`."""
    data: bytes
    typed: str = ""
    """The path as the user typed it; empty if it is `path`."""
    locked: str = ""
    """The path in the lock; empty if it is `path`."""
    outline: Outline | None = None
    """What is where in it, if it was looked at before."""

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
        is_known = name in (*PAGE_VALUES, "formats")
        found = is_known and re.search(rf"^\s*[\"']?{name}[\"']?\s*[:=]", written, re.IGNORECASE | re.MULTILINE)
        return Location(shown, written.count("\n", 0, found.start()) + 1 if found else 1, 1)

    meta, text, found = front_matter(text, shown)
    answers = _answers_in_front(written, text)
    mdx = is_mdx(text, path)
    outline = rewritten(text, path, file.outline)
    text = outline.text
    problems = [*problems, *found]
    is_one_question = decided is not None and decided.layout not in _OF_SEVERAL
    may_list = bool(meta) and written.startswith("---") and not is_one_question
    text, front = with_questions(text, written) if may_list else (text, 0)
    tags = settings.flashcard_tags
    tag = deck_tag(text, meta, tags) if has_tag(text, meta, tags) else None
    values = dict.fromkeys(PAGE_VALUES, "")
    for name in PAGE_VALUES if meta else ():
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
    has_tags = "tags" in meta or "tag" in meta
    naming: Callable[[], Naming] = partial(name_page, values, named_as, place, rules)
    naming = cache(naming) if has_tags else naming  # these ask for it, too
    of_question = None
    if decided and decided.layout not in _OF_SEVERAL:
        folder_values = _with_folder_names(values, meta, decided, settings.levels)
        around = named_as.rpartition("/")[0]
        is_folder = decided.layout is Layout.TASK or is_about_repository(folders_and_stem(named_as)[1])
        of_folder = f"{around}.md" if around and is_folder else named_as
        of_question = partial(name_page_of_question, folder_values, of_folder, place, rules)
    page = Page(
        path=path,
        key=file.key,
        shown=shown,
        text=text,
        outline=outline,
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
                question=_text(meta, question_name(meta), place)[0],
                mdx=mdx,
            ),
            title_line=place("title").line if meta.get("title") and asks(values["title"]) else 0,
            has_flashcards=tag is not None,
            flashcard_tags=tags,
            flashcard_gaps=settings.flashcard_gaps,
            dollar_math=settings.dollar_math,
            front_matter=front,
        ),
        tags=tags_in(meta, naming().topic, tags) if has_tags else (),
        flashcard_deck=_collection(meta, text) if tag is None else deck_of_tag(tag),
    )
    return page, problems


def _named_in_language(find: Callable[[], Naming], language: str) -> Naming:
    """Topic and level, with the language that the decks of the page name, if any."""
    naming = find()
    if not language:
        return naming
    names = {name: in_language(getattr(naming, name), language) for name in ("topic", "section", "topic_with_level")}
    return replace(naming, **names)


def address_of(path: str, settings: Settings) -> str:
    """Where the site publishes the page at a path; empty if that is unknown."""
    if not settings.site_url:
        return ""
    match settings.site.generator:
        case "hugo":
            path = path.lower().replace("_index.", "index.")
        case "jekyll" if path.startswith("_") or "/_" in path:  # posts and collections have addresses of their own
            return ""
    return page_url(settings.site_url, settings.site.served(path), settings.directory_urls)


def _is_draft(meta: Mapping[str, Any], text: str, settings: Settings) -> bool:
    """Whether the generator, if any, does not publish the page; of MkDocs, no value says so."""
    site = settings.site
    if site.generator == "jekyll":
        return meta.get("published") is False
    return meta.get("draft") is True and (bool(site.generator) or not site.shown or has_hugo_front_matter(text))


def _answers_in_front(written: str, text: str) -> tuple[int, ...]:
    """The lines of front matter with a key that names an answer; they are blank in the text."""
    if written is text:
        return ()
    count = len(text) - len(text.lstrip("\n"))
    front = enumerate(written.split("\n", count)[:count])
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
    {Layout.CARDS, Layout.ANNOUNCED, Layout.SECTIONS, Layout.KEYED, Layout.KEY, Layout.CHAPTER, Layout.COLLAPSED}
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


def _text(meta: Mapping[str, Any], name: str, place: Callable[[str], Location]) -> tuple[str, Sequence[Diagnostic]]:
    """A value of the front matter as one line of text."""
    value = meta.get(name)
    if value is None:
        return "", ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        hint = f'quote the value: {name}: "…"'
        return "", [Diagnostic(place(name), Rule.FRONT_MATTER, f"{name} is not text", hint)]
    text = re.sub(r"^([*_`]{1,3})(.+)\1$", r"\2", one_line(remove_invisible(str(value))))
    return text, unseen_in(str(value), place(name)) if has_invisible(str(value)) else ()  # YAML can escape them


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
