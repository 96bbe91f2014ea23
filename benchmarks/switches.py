"""The special rules of reading that `ablation.py` switches off: a table of where each is and what replaces it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from anki_export.text.word_patterns import alternatives


class Constant(NamedTuple):
    """A function or property that always has this value."""

    value: Any


class Function(NamedTuple):
    """Another function with the same arguments."""

    function: Callable[..., Any]


class Edit(NamedTuple):
    """The same function with a part of its source replaced."""

    old: str
    new: str = ""


class Pattern(NamedTuple):
    """The same pattern with a part replaced; if `old` is empty, another pattern."""

    old: str = ""
    new: str = "(?!)"


class Value(NamedTuple):
    """Another value of a constant."""

    value: Any


class Switch(NamedTuple):
    rule: str
    """`module:name` below `anki_export.source`, or `text.module:name`; that of a method follows that of its class."""
    by: Constant | Function | Edit | Pattern | Value
    what: str = ""
    """The part of the rule that is switched off."""

    @property
    def name(self) -> str:
        return f"{self.rule} ({self.what})" if self.what else self.rule


NO, YES, NONE, NEVER = Constant(False), Constant(True), Constant(None), Pattern()
UNCHANGED = Constant({})


def _first(value: Any, *_: Any) -> Any:
    return value


LABELS = "text.classify_labels"
ASKING = "text.text_asks_or_announces"
MARKED = "body.marked_answer"
PLAIN = "body.unmarked_answer"
IN_BODY = "body.question_above_unmarked_answer"
FIND = "body.find_options"
LETTERS = "body.option_letters"
SIGNS = "body.right_option_marks"
RIGHT = "body.right_options"
NAMED = "body.named_options"
SEGMENTS = "body.group_into_segments"
REVEALING = "candidates.hidden_answer_blocks"
HEADINGS = "formats.heading"
HEADING_CANDIDATES = "formats.heading_candidates"
QUIZ = "formats.mkdocs_quiz"
NUMBERS = "question_numbers"
BOXES = "syntax.admonitions_that_ask_by_title"

_OF_WORDS = (
    Switch(f"{LABELS}:names_answer", NO),
    Switch(
        f"{LABELS}:names_answer",
        Edit("(names_extra(title) or asks(title))", "False"),
        "others",
    ),
    Switch(f"{LABELS}:names_answer", Edit(" or asks(title)"), "titles that ask"),
    Switch(f"{LABELS}:is_plain", NO),
    Switch(f"{LABELS}:is_plain", YES, "any words"),
    Switch(f"{LABELS}:is_plain", Edit(" or after_label(title) > 0"), "text after the label"),
    Switch(f"{LABELS}:is_answer_label", NO),
    Switch(f"{LABELS}:is_answer_label", Edit(" or after_label(title) > 0"), "text after the label"),
    Switch(f"{LABELS}:names_explanation", NO),
    Switch(f"{LABELS}:names_extra", NO),
    Switch(f"{LABELS}:after_label", Constant(0)),
    Switch(f"{LABELS}:is_label", NO),
    Switch(f"{LABELS}:is_label", Edit("_is_alone(title, _ANSWER) and", "False and"), "labels of answers"),
    Switch(f"{LABELS}:is_label", Edit('.replace("-", " ")'), "hyphens"),
    Switch(f"{LABELS}:_NUMBER", NEVER),
    Switch(f"{LABELS}:label_stop", Edit(" or _DIGIT.search(label)"), "numbered answers"),
    Switch(f"{LABELS}:asks_nothing", Edit(" or _has_subject(title, _QUIZ, _SUBJECT)"), "quizzes with a subject"),
    Switch(f"{LABELS}:is_task", NO),
    Switch("syntax.admonitions:ANSWER_KINDS", Value(frozenset({"answer", "solution"}))),
    Switch("syntax.admonitions:EXTRA_KINDS", Value(frozenset({"hint"}))),
    Switch("syntax.admonitions:ANY_KINDS", Value(frozenset({"\0"}))),
    Switch(f"{ASKING}:_END", NEVER),
    Switch(f"{ASKING}:_END", Pattern(r"\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|", ""), "sources"),
    Switch(f"{ASKING}:_END", Pattern(r"\([^()]*\)|（[^（）]*）|:[a-z_]+:|", ""), "remarks and icons"),
    Switch(
        f"{ASKING}:is_clear_question",
        Edit("_BEGINS.end(words := _words(text)) > 0", "(words := _words(text)) is None"),
        "first words",
    ),
    Switch(f"{ASKING}:is_clear_question", Edit("_ENDS.are_in(text[-_LONGEST_ENDING:].lower())", "False"), "last words"),
    Switch(f"{ASKING}:_begins_true_or_false", NO),
    Switch(f"{ASKING}:is_order", NO),
    Switch(f"{ASKING}:announces_questions", NO),
    Switch(f"{ASKING}:_words", Edit("_SIGNS.match(text).end()", "0"), "signs before them"),
    Switch(f"{ASKING}:asks_how", NO),
    Switch(f"{ASKING}:asks_how", Edit("_CLAUSES.split(question)", "[question]"), "second clause"),
    Switch(f"{ASKING}:asks_how_it_is", Edit(" or _HOW.are_in(question.lower())"), "how it works"),
    Switch(f"{ASKING}:asks_two_things", Edit("_COMPARES.are_in(text) or "), "compares"),
    Switch(f"{ASKING}:asks_again", NO),
    Switch(f"{ASKING}:asks_again", Edit(" and word[0] not in AMBIGUOUS"), "ambiguous words"),
    Switch(
        f"{ASKING}:_asks_at",
        Edit("2 if words and len(words[0][0]) <= _LONGEST_PREPOSITION else 1", "1"),
        "prepositions",
    ),
    Switch(f"{ASKING}:_TWO_THINGS", Pattern(r"[?？].+[?？]|", ""), "two question marks"),
    Switch(f"{ASKING}:_TWO_THINGS", Pattern(r"\A(?:please )?(?:explain|describe)\b.+\band the\b|", ""), "and the"),
    Switch(
        f"{ASKING}:_TWO_THINGS",
        Pattern(
            r",?\s(?:and|&)\s(?:how|why|what|when|where|which|who|the reasons?|its|their"
            r"|(?:is|are|do|does) (?:it|they))\b|",
            "",
        ),
        "and how",
    ),
    Switch(
        f"{ASKING}:_TWO_THINGS",
        Pattern(r"[?？]\s+(?!(?:give|show|provide) (?:me )?an example)[^\W\d_]\S*(?:\s+\S+){2}|", ""),
        "text after a question mark",
    ),
    Switch(
        f"{ASKING}:_TWO_THINGS",
        Pattern(
            r"|\A(?:what|how|why|which|who|explain|describe)\b.+[.?!]\s+(?:how|why|what|when|where|which|explain|describe|tell)\b",
            "",
        ),
        "two sentences",
    ),
    Switch(f"{ASKING}:asks_for_several", Edit("_LISTS.end(_words(question)) > 0 or "), "orders to list"),
    Switch(f"{ASKING}:asks_for_several", Edit(" or _SEVERAL.are_in(question.lower())"), "several things"),
    Switch(f"{ASKING}:asks_which", YES),
    Switch("lines:without_line_breaks", Function(_first)),
    Switch("lines:without_bold", Function(_first)),
    Switch("lines:without_attributes", Function(_first)),
    Switch(
        "lines:without_closing_marks",
        Edit("return text if before and not before[-1].isspace() else before.rstrip()", "return text"),
    ),
    Switch(
        "lines:is_separator", Edit("_SEPARATOR.fullmatch(line) is not None", "not line.strip()"), "rules and breaks"
    ),
)

_OF_MARKED = (
    Switch("body.page_habits:_titles", Edit("if count * 2 >= len(entries)"), "share of titles"),
    Switch("body.page_habits:_choose", NO),
    Switch(
        f"{MARKED}:labelled_answer",
        Edit("blocks[: boxes[0] if boxes else len(blocks)]", "blocks"),
        "above a hidden one",
    ),
    Switch(
        f"{MARKED}:labelled_answer",
        Edit("if not (is_asked or may_be_task(body.question) or has_letters(blocks[:i])):", "if False:"),
        "later",
    ),
    Switch(f"{MARKED}:labelled_answer", Edit('not may_be_a and block.kind != "heading"', "not may_be_a"), "headings"),
    Switch(f"{MARKED}:labelled_answer", Edit("is_first or may_be_task", "not i or may_be_task"), "A below code"),
    Switch("body.read_body:_read", Edit("if is_label(body.question)", "if False"), "text below a label"),
    Switch(
        f"{MARKED}:labelled_answer",
        Edit("may_be_task(body.question) or has_letters(blocks[:i])", "may_be_task(body.question)"),
        "below options",
    ),
    Switch(f"{MARKED}:labelled_answer", Edit("is_asked = is_numbered and", "is_asked = False and"), "below a number"),
    Switch(f"{MARKED}:_is_bold_name", NO),
    Switch(f"{MARKED}:labelled_answer", Edit("a if may_be_a else None", "None"), "A"),
    Switch(f"{MARKED}:labelled_answer", Edit("has_letters(blocks) or _have", "_have"), "A beside B"),
    Switch(f"{MARKED}:hidden_answer", Edit(" or habits.titles.get(one, 0) > 1"), "usual labels"),
    Switch(f"{MARKED}:hidden_answer", Edit("is_whole=len(boxes) > 1", "is_whole=False"), "several are whole"),
    Switch(f"{MARKED}:hidden_answer", Edit(" if i not in hidden"), "hints"),
    Switch(f"{MARKED}:_answer_boxes", Constant([])),
    Switch(f"{MARKED}:_answer_boxes", Edit("has_letters(before) or "), "below options"),
    Switch(
        f"{MARKED}:_answer_boxes",
        Edit("[i for i in hiding if usual.get(box_title(blocks[i].opening), 0) > 1]", "[]"),
        "usual title alone",
    ),
    Switch(f"{MARKED}:_answer_boxes", Edit("if opens_bold(before):", "if False:"), "below bold"),
    Switch(f"{MARKED}:_answer_boxes", Edit("blocks[i].opening.info in ANSWER_KINDS or "), "kinds at the end"),
    Switch(f"{MARKED}:_answer_boxes", Edit(" or box_title(blocks[i].opening) in usual"), "usual title at the end"),
    Switch(f"{MARKED}:_names_answer", NO),
    Switch(f"{MARKED}:_may_hide_answer", NO),
    Switch(f"{MARKED}:_may_hide_answer", Edit(" and not is_other"), "kinds"),
    Switch(f"{MARKED}:_may_hide_answer", Edit("title and opening.info in ANY_KINDS", "False"), "decided by title"),
    Switch(f"{MARKED}:_may_hide_answer", Edit(" and not names_extra(title)"), "extra titles"),
    Switch(f"{MARKED}:_is_bare", NO),
    Switch(f"{MARKED}:_inside", Edit("start = after_label(text_of(box.title))", "start = 0"), "answer in the title"),
    Switch(f"{MARKED}:without_label", Function(lambda kinds, blocks, letter=None: blocks)),
    Switch(
        f"{MARKED}:without_label",
        Edit('elif first.type == "text" and len', "elif False and len"),
        "line without colon",
    ),
    Switch(f"{MARKED}:without_label", Edit("is_alone or has_colon(inner)", "has_colon(inner)"), "bold without colon"),
    Switch(f"{MARKED}:without_label", Edit("first = inline[1]", "return blocks"), "label inside bold"),
)

_OF_PLAIN = (
    *(Switch(f"{PLAIN}:{name}", NONE) for name in "_bold _bold_run _single _two_part _parts _steps _several".split()),
    Switch(f"{IN_BODY}:_below_code", NONE),
    Switch(f"{IN_BODY}:_below_code", Edit("(is_quoted or not all(map(is_only_aside, segments)))", "True"), "asides"),
    Switch(f"{IN_BODY}:_below_code", Edit(" or asks_how(question)"), "how to"),
    Switch(f"{IN_BODY}:_is_about_code", Edit(" or (has_colon(text) and _ASKS_ABOUT.are_in(text))"), "colon"),
    Switch(
        "body.read_body:_finished",
        Edit("without_label(EXPLANATION, after) or after", "after"),
        "label",
    ),
    Switch(f"{PLAIN}:plain_answer", Edit('normalize("NFKC", question)', "question"), "styled letters"),
    Switch(f"{PLAIN}:_is_heading", NO),
    Switch(
        f"{PLAIN}:_is_heading",
        Edit("bool(kinds) and heading_kind(first) in kinds", 'heading_kind(first) != ""'),
        "similar ones",
    ),
    Switch(f"{PLAIN}:_bold", Edit(" and _PUNCTUATION.fullmatch(text_of(tail))"), "text after it"),
    Switch(f"{PLAIN}:_bold", Edit("has_colon(text_of(bold)) or "), "colon"),
    Switch(f"{PLAIN}:_bold_run", Edit("has_colon(first.text) or "), "colon"),
    Switch(f"{PLAIN}:_without_asides", Edit("is_below_aside or "), "below a heading"),
    Switch(f"{PLAIN}:is_only_aside", NO),
    Switch(f"{PLAIN}:_are_links", NO),
    Switch(f"{PLAIN}:_is_aside", NO),
    Switch(f"{PLAIN}:_is_aside", Edit("is_box or "), "boxes and quotes"),
    Switch(f"{PLAIN}:_parts", Edit("if kind := next", "if kind := False and next"), "headings"),
    Switch(f"{PLAIN}:_parts", Edit('kind[0] == "h" and heads[0] is groups[0][0]', "False"), "articles"),
    Switch(
        f"{PLAIN}:_parts",
        Edit(" or asks_two_things(question) or asks_how(question) or asks_for_several(question)"),
        "asks for more",
    ),
    Switch(
        f"{PLAIN}:_two_part",
        Edit("len(named) > 1 and", "False and"),
        "names of headings",
    ),
    Switch(f"{PLAIN}:_parts", Edit("is_series or "), "series"),
    Switch(f"{PLAIN}:_parts", Edit("has_labels or "), "labels"),
    Switch(f"{PLAIN}:_begins_with_term", NO),
    Switch(f"{PLAIN}:_is_list_interrupted", NO),
    Switch(f"{PLAIN}:_is_list_interrupted", Edit("is_single or block.first_number > 1 or "), "continued numbers"),
    Switch(f"{PLAIN}:_steps", Edit("b.first_number > 1 for b", "False for b"), "list in two"),
    Switch(
        f"{PLAIN}:_steps",
        Edit('if found := _through(groups, lambda block: block.kind == "ordered_list"):', "if found := 0:"),
        "lists",
    ),
    Switch(f"{PLAIN}:_leads_to_code", NO),
    Switch(f"{PLAIN}:_is_like", NO),
    Switch(f"{PLAIN}:_several", Edit(" and not is_aside"), "asides"),
    Switch(f"{SEGMENTS}:segments_of", Edit(" or _is_notes(block)"), "notes"),
    Switch(f"{SEGMENTS}:segments_of", Edit(" or not shows(block)"), "invisible"),
    Switch(f"{SEGMENTS}:segments_of", Edit("block.first <= segments[-1][-1].last or "), "no blank line"),
    Switch(f"{SEGMENTS}:_leads_to", NO),
    Switch(f"{SEGMENTS}:_leads_to", Edit("heading_kind(last) or "), "headings"),
    Switch(f"{SEGMENTS}:_leads_to", Edit("not _is_sentence(text) or "), "unfinished sentence"),
    Switch(f"{SEGMENTS}:_leads_to", Edit(" and is_one_sentence(segment)", " and False"), "one sentence above a list"),
    Switch(
        f"{SEGMENTS}:_leads_to", Edit(" or (last.kind not in LISTS and _LEADS_IN.search(text[-2:]))"), "dash or comma"
    ),
    Switch(f"{SEGMENTS}:_continues", NO),
    Switch(f"{SEGMENTS}:_leads_to", Edit(" or _FOLLOWS.are_in(_last_sentences(text).lower())"), "what follows"),
    Switch(f"{SEGMENTS}:_last_sentences", Function(_first)),
    Switch(
        f"{SEGMENTS}:_last_line", Edit(' and block.kind in (*LISTS, "blockquote")', " and False"), "lists and quotes"
    ),
    Switch(f"{SEGMENTS}:_NUMBERED", NEVER),
    Switch(f"{SEGMENTS}:is_labelled", NO),
    Switch(f"{SEGMENTS}:heading_kind", Edit(" and not _is_sentence(line)"), "sentences"),
    Switch(f"{SEGMENTS}:heading_kind", Edit('"bold" if is_bold and', '"bold" if False and'), "bold lines"),
    Switch(f"{SEGMENTS}:is_picture", NO),
    Switch(f"{SEGMENTS}:is_picture", Edit('block.kind == "html_block"', "False"), "HTML"),
    Switch(f"{SEGMENTS}:_is_only_code", NO),
    Switch(f"{SEGMENTS}:is_link", NO),
    Switch(f"{SEGMENTS}:is_one_sentence", NO),
)

_OF_OPTIONS = (
    Switch(f"{FIND}:has_letters", NO),
    Switch(
        f"{FIND}:option_set",
        Edit("any(_is_wrapper(block) and _SHOWS_LETTERS.search(block.opening.content) for block in blocks)", "False"),
        "letters of a site",
    ),
    Switch(
        f"{FIND}:option_set",
        Edit("(inside(block, lines) if _is_wrapper(block) else (block,))", "(block,)"),
        "inside HTML",
    ),
    Switch(f"{FIND}:_is_wrapper", NO),
    Switch(f"{FIND}:_boxes", NONE),
    Switch(f"{FIND}:_boxes", Edit("_first_of_list(parts, boxes[0])", "boxes[0]"), "items above the first box"),
    Switch(f"{FIND}:_sequence", NONE),
    Switch(f"{FIND}:_last_list", NONE),
    Switch(
        f"{FIND}:_set",
        Edit(" and not (part.tick is None and groups and groups[-1][0].tick)"),
        "items below a ticked one",
    ),
    Switch(f"{FIND}:_with_list", Function(_first)),
    Switch(f"{FIND}:_set", Edit('if part.kind != "blockquote"'), "quotes do not count"),
    Switch(f"{FIND}:_set", Edit("if all", "if False and all"), "links below the last option"),
    Switch(f"{FIND}:_bare", Constant(frozenset())),
    Switch(f"{FIND}:_bare", Edit("return frozenset(empty | named)", "return frozenset(empty)"), "letters"),
    Switch(f"{FIND}:_bare", Edit("as_name(group[0].head)", "group[0].head"), "invisible characters"),
    Switch(f"{FIND}:_problem", Edit("        return _TWO_SETS\n", '        return ""\n'), "two sets"),
    Switch(f"{FIND}:_problem", Edit("all(part.is_lazy for part in under)", "False"), "lazy lines"),
    Switch(f"{FIND}:_problem", Edit("starts_again or "), "starts again"),
    Switch(f"{FIND}:_are_two_lists", NO),
    Switch(f"{FIND}:_taken", Constant(0)),
    Switch(f"{FIND}:_option", Edit("if one.is_lazy and", "if False and"), "lazy lines"),
    Switch(f"{FIND}:_option", Edit("if is_bare and", "if False and"), "only a letter"),
    Switch(f"{FIND}:_without_remarks", Function(lambda blocks: (tuple(blocks), ()))),
    Switch(f"{FIND}:_without_remarks", Edit("0 < len(kept) < len(rows)", "False"), "links in lines"),
    Switch(f"{FIND}:_without_remarks", Edit('block.kind == "blockquote" or '), "quotes"),
    Switch(
        f"{FIND}:_without_remarks",
        Edit(" or is_picture(block) or has_colon(text_of_block(text[-1]))"),
        "paragraphs that go on",
    ),
    Switch(f"{FIND}:_without_remarks", Edit(" or has_colon(text_of_block(text[-1]))"), "paragraphs below a colon"),
    Switch(f"{FIND}:_without_letters", Function(tuple)),
    Switch(f"{FIND}:_lettered", Constant(())),
    Switch(f"{LETTERS}:LETTER", Pattern("a-j\uff41-\uff4aа-икα-ικ", ""), "small letters"),
    Switch(f"{LETTERS}:LETTER", Pattern(r"|\d{1,2}", ""), "numbers"),
    Switch(f"{LETTERS}:LETTER", Pattern("АБВГДЕЖЗИК", ""), "Cyrillic letters"),
    Switch(f"{LETTERS}:LETTER", Pattern("[）．、：]", "(?!)"), "signs in full width"),
    Switch(f"{LETTERS}:in_one_line", Function(lambda row: [row])),
    Switch(f"{LETTERS}:ends_joining", NO),
    Switch(f"{SIGNS}:signs_of", NONE),
    Switch(f"{SIGNS}:_signs", NONE),
    Switch(f"{SIGNS}:_signs", Edit("is_alike or is_content", "is_alike"), "signs in the text"),
    Switch(f"{SIGNS}:_words", NONE),
    Switch(f"{SIGNS}:_arrows", NONE),
    Switch(f"{SIGNS}:_bold", NONE),
    Switch(f"{FIND}:_lettered", Edit("not any(has_letter) and {True, False} <= set(signs)", "False"), "signs"),
    Switch(f"{RIGHT}:_signed", NONE),
    Switch(f"{RIGHT}:_signed", Edit("elif asks_for_more or not", "elif not"), "pros and cons"),
    Switch(f"{RIGHT}:_signed", Edit("elif usual:", "elif True:"), "habits"),
    Switch(f"{SIGNS}:Signs.is_weak", NO),
    Switch(f"{SIGNS}:_pluses", NONE),
    Switch(f"{SIGNS}:usual_signs", Edit(" and is_mixed"), "places"),
    Switch(f"{SIGNS}:usual_signs", Edit(" if is_clear else TWO_SIDES"), "crosses"),
    Switch("formats.options:_has_text", NO),
    Switch("candidates.option_lists:_begins_again", NO),
    Switch(f"{NAMED}:_without_name", Function(_first)),
    Switch("lines:tick_box", NONE),
    Switch(f"{FIND}:_item", Edit(" and _indent(lines[first.first + own]) > margin"), "lazy lines"),
    Switch(
        f"{RIGHT}:with_options",
        Edit("_ticked(found) or "),
        "ticks above the answer",
    ),
    Switch(
        f"{RIGHT}:with_options", Edit("named_options(found, answer, is_marked=True)", "None"), "named by the answer"
    ),
    Switch(f"{RIGHT}:with_options", Edit(" or named_options(found, _first_shown(found.after))"), "without label"),
    Switch(f"{RIGHT}:_unanswered", NONE),
    Switch(f"{RIGHT}:_unanswered", Edit("body.has_options or "), "formats with options"),
    Switch(f"{RIGHT}:_unanswered", Edit("body.habits.tick or "), "usual ticks"),
    Switch(f"{RIGHT}:_unanswered", Edit(" or (ticks == {False} and not opens_bold(found.before))"), "only empty boxes"),
    Switch(f"{RIGHT}:_unanswered", Edit(" and not opens_bold(found.before)"), "bold answer above"),
    Switch(f"{RIGHT}:_is_choice", Edit("(asks or has_letters) and", "False and"), "quizzes"),
    Switch(f"{RIGHT}:_is_choice", Edit("asks and has_letters and not", "False and not"), "letters alone"),
    Switch(f"{RIGHT}:_is_choice", Edit(" and not asks_for_several(body.question)"), "asks for several"),
    Switch(f"{RIGHT}:_unanswered", Edit("found.gets_letters or "), "letters of a site"),
    Switch(f"{RIGHT}:_unanswered", Edit("is_first and not below", "True"), "text around"),
    Switch(
        f"{RIGHT}:_unanswered", Edit(" or (is_lettered and (may_mark or body.habits.choose))"), "remark below letters"
    ),
    Switch(f"{RIGHT}:_unanswered", Edit("if len(below) == 1 and has_colon", "if False and has_colon"), "empty labels"),
    Switch(f"{NAMED}:_predicate_end", Constant(0)),
    Switch(f"{NAMED}:named_options", Edit("is_code or "), "code"),
    Switch(f"{NAMED}:listed_options", NONE),
    Switch(f"{NAMED}:listed_options", Edit(" or puts_in_order"), "all in order"),
    Switch(f"{NAMED}:_names_several", NO),
    Switch(f"{NAMED}:_is_label", NO),
    Switch(f"{NAMED}:_is_label", YES, "any words"),
    Switch(
        f"{NAMED}:_is_label",
        Edit('if _MARKS_ANSWER.are_in(f"{words} {rest[: _predicate_end(rest)]}".lower()):', "if False:"),
        "words",
    ),
    Switch(f"{NAMED}:_is_label", Edit("bool(letter) and (", "False and ("), "any language"),
    Switch(f"{NAMED}:_is_label", Edit("not words or "), "letter alone"),
    Switch(
        f"{NAMED}:named_options", Edit("if numbers and max(numbers) >= len(options):", "if False:"), "missing option"
    ),
    Switch(
        f"{NAMED}:named_options",
        Edit(
            'start.islower() and (not is_marked or (start in "aа" and not is_list and _goes_on(text, found.after)))',
            "False",
        ),
        "several answers (a)",
    ),
    Switch(
        f"{NAMED}:named_options",
        Edit("if len(same) == 1 and numbers and letter and not same <= numbers:", "if False:"),
        "contradiction",
    ),
    Switch(
        f"{NAMED}:named_options",
        Edit("if numbers and not letter and match", "if False and match"),
        "numbers of the author",
    ),
    Switch(f"{NAMED}:named_options", Edit("() if is_said else", "() if True else"), "what else the answer says"),
    Switch(f"{NAMED}:_NAMES", Pattern(r"|(?<!\w)[a-jа-икα-ικ](?=\)", r"|(?!)(?=\)"), "small letters"),
    Switch(f"{NAMED}:_may_be_text", YES),
    Switch(f"{NAMED}:_NAMES", Pattern(r"(?<!\w)(?<!\w\s)[a-jа-икα-ικ]", "(?!)"), "small letters before remarks"),
    Switch(
        f"{NAMED}:named_options",
        Edit("if (rest.strip(_SIGNS) or not letter) and text_key(text)", "if False and text_key(text)"),
        "remarks",
    ),
    Switch(f"{NAMED}:_named_by_letter", Edit("is_other or not letters", "not letters"), "letters or numbers"),
    Switch(f"{NAMED}:_same_text", Constant(set())),
    Switch(f"{NAMED}:_same_text", Edit(', text_key(text[match.end() :]) if match else ""'), "after names"),
    Switch("body.options_on_card:_with_letter", Function(lambda name, option: option)),
    Switch("body.options_on_card:_names", Edit('first != "1" and '), "numbers"),
    Switch("body.options_on_card:remarks_on", Constant(())),
)

_OF_FORMATS = (
    Switch("formats:_spans", Edit("and is_explicit and", "and False and"), "evidence beside others"),
    Switch("formats:_opened", Edit("for one in outline.collapsed:", "for one in ():"), "collapsed around"),
    Switch("formats.admonition:_answer_below", Constant(())),
    Switch("formats.admonition:_answer_below", Edit(" and opener.marker != OPEN"), "expanded"),
    Switch("formats.admonition:_answer_below", Edit(" and opener.kind in QUESTION_KINDS"), "other kinds"),
    Switch(f"{BOXES}:_asking", Constant([])),
    Switch(f"{BOXES}:_is_choice", NO),
    Switch(f"{BOXES}:_offers", NO),
    Switch(f"{BOXES}:_asking", Edit("BOXES_OF_ASIDES if kind in _ASIDES and not is_list else "), "asides"),
    Switch(f"{BOXES}:_asking", Edit("is_shown or "), "open"),
    Switch(f"{BOXES}:_asking", Edit(" or repeats[box.title.casefold()] > 1"), "repeats"),
    Switch(
        "formats.admonition:_answer_below",
        Edit('not (box.info in EXTRA_KINDS or names_extra(box.meta["opener"].title))', "True"),
        "hints between",
    ),
    Switch("formats.admonition:_is_text_below", NO),
    Switch("formats.admonition:_text_below", Constant(())),
    Switch("formats.admonition:_is_slip", NO),
    Switch("formats.admonition:_NEAR_MISS", NEVER),
    Switch("formats.admonition:_USED", NEVER),
    Switch(
        "candidates.strip_around_answers:body_of",
        Edit(" and not (stop > 1 and leads_to_anchor(lines[stop - 2]))"),
        "lists of anchors",
    ),
    Switch("candidates.strip_around_answers:_unwrapped", Function(_first)),
    Switch("candidates.items_below_instructions:without_pointers", Function(_first)),
    Switch("formats.glossary:_ITEM", NEVER),
    Switch("formats.options:_without_options", Function(lambda outline, asked: iter(()))),
    Switch("candidates.navigation_links:leads_to_top", NO),
    Switch("candidates.navigation_links:leads_to_anchor", NO),
    Switch("candidates.navigation_links:_TOP", NEVER),
    Switch("candidates.navigation_links:_ARROW", NEVER),
    Switch("candidates.navigation_links:is_table_of_contents", NO),
    Switch("candidates.navigation_links:leads_elsewhere", NO),
    Switch("candidates.navigation_links:leads_elsewhere", Edit("return sum(", "return True or sum("), "links"),
    Switch("formats.answers_below:_below_lists", NONE),
    Switch(
        "formats.answers_below:_below_lists",
        Edit("if not (needs_more or _asks_itself", "if not (_asks_itself"),
        "code",
    ),
    Switch("formats.answers_below:_asks_itself", NO),
    Switch("candidates.items_below_instructions:are_to_change", NO),
    Switch("candidates.pair_questions_with_answers:is_legend", NO),
    Switch("candidates.answer_sections:_end_of_own_key", Constant(0)),
    Switch(
        "candidates.items_below_instructions:are_to_change",
        Edit("_HOW_OR_WHY.are_in(lead) and", "False and"),
        "how and why",
    ),
    Switch("formats.answers_below:_may_be_answered", YES),
    Switch("candidates.numbered_units:_marker_alone", NONE),
    Switch("candidates.items_below_instructions:instruction_above", NONE),
    Switch("candidates.numbered_units:_is_task", NO),
    Switch(
        "candidates.pair_questions_with_answers:_keys_of_ranks",
        Edit("if may_repeat:", "if True:"),
        "numbers that go on",
    ),
    Switch("candidates.answer_keys:LabelledKey.is_of_part", NO),
    Switch("candidates.answer_keys:LabelledKey.is_named_key", NO),
    Switch("candidates.answer_sections:_parts_of_keys", Edit("if key.has_only_letters or", "if True or"), "counts"),
    Switch("candidates.pair_questions_with_answers:_is_in_task", NO),
    Switch(
        "candidates.pair_questions_with_answers:_are_to_complete", Edit("return are_exercises and", "return"), "dots"
    ),
    Switch(
        "candidates.pair_questions_with_answers:_matches",
        Edit('if own[0].rank == "key" and any', "if False and any"),
        "titles",
    ),
    Switch("candidates.items_below_instructions:is_sentence_with_gap", NO),
    Switch("candidates.answers_on_same_line:_behind_gap", NONE),
    Switch("candidates.answers_on_same_line:may_be_cues", NO),
    Switch("candidates.answers_on_same_line:are_gaps", NO),
    Switch("checks.unread_gaps_and_statements:_lists", Constant(())),
    Switch("checks.unread_gaps_and_statements:_judged", NONE),
    Switch("candidates.true_false_statements:_marked_behind", NONE),
    Switch("candidates.true_false_statements:_marked_before", NONE),
    Switch("candidates.unlabelled_questions_and_answers:_judged_lists", Constant(())),
    Switch("formats.letters_and_verdicts_in_blanks:_judges", NO),
    Switch("formats.tables_and_vocabulary:_kind_of_rows", NONE),
    Switch("formats.tables_and_vocabulary:_other_lines", Constant(0)),
    Switch("formats.letters_and_verdicts_in_blanks:_follows", NO),
    Switch("candidates.pair_questions_with_answers:_orders_below", NO),
    Switch("candidates.pair_questions_with_answers:_without_prefix", Function(_first)),
    Switch(
        "candidates.pair_questions_with_answers:span_of_unit",
        Edit("if is_repeated else start\n", "if False else start\n"),
        "lists",
    ),
    Switch("formats.hidden_answer_places:_behind_question", Edit(" and not asks_again"), "questions below boxes"),
    Switch("checks.unread_answers_and_options:_quotes_heading", NO),
    Switch("checks.unread_gaps_and_statements:_term", Constant("")),
    Switch("formats.tables_and_vocabulary:_are_numbered", NO),
    Switch("formats.tables_and_vocabulary:_is_bold", NO),
    Switch("formats.tables_and_vocabulary:_has_pairs", NO),
    Switch("formats.table_rows_with_options:as_paragraph", Function(lambda cell: cell)),
    Switch("formats.tables_and_vocabulary:_DITTO", NEVER),
    Switch("formats.tables_and_vocabulary:_questions", Edit("are_read[kind.name] or"), "together"),
    Switch("candidates.option_lists:_part_with_letters", Function(lambda found: found)),
    Switch("candidates.answers_on_same_line:unmarked_beside", NONE),
    Switch("candidates.option_table_columns:_are_counts", NO),
    Switch("candidates.option_table_columns:_are_different", YES),
    Switch("candidates.option_table_columns:_are_alike", YES),
    Switch("candidates.option_table_columns:_names_key", YES),
    Switch(
        "candidates.option_table_columns:_listed", Edit("if len(texts) < _FEWEST:", "if False:"), "letters in a line"
    ),
    Switch(
        "formats.tables_and_vocabulary:_is_pair", Edit("if _QUESTION.search(first) and", "if False and"), "more words"
    ),
    Switch("candidates.unlabelled_questions_and_answers:_answered_in_line", Constant(())),
    Switch("candidates.collect_items_and_paragraphs:_answered_lines", Constant(frozenset())),
    Switch("candidates.collect_items_and_paragraphs:_between_rules", Constant(frozenset())),
    Switch("candidates.answers_on_same_line:are_answers", YES),
    Switch(f"{REVEALING}:ticked_lines", Edit(", is_any_number=True"), "numbers"),
    Switch("formats.numbered_items_with_labelled_answers:_language_below", NONE),
    Switch("candidates.sections_that_ask_by_context:quoted_tasks", Edit(" or asks(text)"), "short questions"),
    Switch("rewrites.options_as_tasks:_EXPLANATION", NEVER),
    Switch(
        "candidates.numbered_units:end_of_code",
        Edit("if unit.indent else", "if False else"),
        "code at the margin",
    ),
    Switch(f"{IN_BODY}:_asked_in_quote", Edit("if is_front else 0", "if False else 0"), "what is right below"),
    Switch(
        "candidates.pair_questions_with_answers:span_of_unit",
        Edit('(answer.rank.startswith("#") or said < end)', 'answer.rank[:1] == "#"'),
    ),
    Switch(
        "formats.hidden_answer_places:_asked", Edit("or repeats_head)", "or False)"), "titles that repeat the heading"
    ),
    Switch("formats.numbered_items_with_labelled_answers:_outside_lists", Constant(())),
    Switch("layouts.page_shape:_bold_candidates", Constant(())),
    Switch("layouts.page_shape:_are_few", NO),
    Switch("candidates.question_candidate:is_whole_task", NO),
    Switch("layouts.page_shape:_answered_in_bold", Constant(())),
    Switch("candidates.questions_above_quotes:_above_quotes", Constant([])),
    Switch("candidates.items_that_ask:all_ask", Edit("with_tasks and asking > 1", "False"), "tasks"),
    Switch("formats.bold:_end_of_last", Edit("if is_text and not leads_on", "if False")),
    Switch("layouts.answer_pages:pages_with_keys", Constant(())),
    Switch("layouts.answer_pages:_with_numbers", Constant(())),
    Switch("layouts.answer_pages:_with_numbers", Edit(", named.words] if", "] if"), "names that say it again"),
    Switch("layouts.answer_pages:_SHORT", Value({})),
    Switch("join_answer_page:_is_complete", NO),
    Switch("candidates.items_below_instructions:announce_tasks", NO),
    Switch("candidates.pair_questions_with_answers:_repeats_other", NO),
    Switch("candidates.pair_questions_with_answers:_after_repeat", Constant("")),
    Switch("formats.pair_labels:_begins_list", YES),
    Switch("candidates.make_labels_alike:_written_otherwise", Constant({})),
    Switch("candidates.make_labels_alike:_names_next", NO),
    Switch("formats.quoted_challenges:_spans_of_list", Constant(())),
    Switch("formats.bold:_signs", Constant(frozenset())),
    Switch("formats.bold:_with_answers", Constant(())),
    Switch("formats.bold:_candidates", Edit("repeats[text.casefold()] < thresholds.LABELS_REPEAT and "), "repeats"),
    Switch("formats.bold:_chosen", Edit("is_announced or is_named", "is_named"), "announced"),
    Switch(
        "formats.bold:_chosen", Edit("if thresholds.BOLD_LINES.of(len(asking), len(candidates)):", "if False:"), "five"
    ),
    Switch("formats.challenge:_span", Edit("challenge.named(_HIDDEN)", "()"), "hidden"),
    Switch(
        "formats.details:_is_block",
        Edit("return list_marker(holder) is not None or _OTHER_MARK.match(holder) is not None", "return False"),
        "inside items",
    ),
    Switch("formats.details:_is_block", YES, "anywhere"),
    Switch(
        "formats.details:_chosen",
        Edit(" if repeats[each[2].title] * _MOST_REPEATS <= max(len(found), _MOST_REPEATS)"),
        "repeats",
    ),
    Switch(
        "formats.details:_chosen",
        Edit("if not thresholds.WITH_ANSWERS.of(len(asking), len(found)):", "if len(asking) < 2:"),
        "half",
    ),
    Switch(
        "formats.details:_spans",
        Edit("bool(inside) and not any(names_answer(without_tags(each.summary)) for each in inside)", "False"),
        "adds",
    ),
    Switch("formats.details:_unwrapped", Function(_first)),
    Switch("formats.details:_unwrapped", Edit("closing == [last]", "True"), "two wrappers"),
    Switch("candidates.hide_double_bracket_gaps:_GAP_IN_CODE", NEVER),
    Switch("candidates.hide_double_bracket_gaps:_are_in_text", YES),
    Switch("formats.glossary:_GROUP", NEVER),
    Switch("formats.glossary:_are_terms", Edit("thresholds.HALF.of(statements, len(titles)) and "), "asking"),
    Switch("formats.glossary:_are_terms", Edit(" and thresholds.TERMS.of(short, len(titles))"), "long"),
    Switch("formats.glossary:_says_so", YES),
    Switch(f"{HEADING_CANDIDATES}:levelled", Function(lambda outline, ticks, revealing: outline.headings)),
    Switch(f"{HEADING_CANDIDATES}:levelled", Edit('if line.startswith("Q") and', "if False and"), "paragraphs Q7."),
    Switch(f"{HEADING_CANDIDATES}:_without_heads_of_options", Function(_first)),
    Switch(f"{HEADING_CANDIDATES}:_without_heads_of_options", Edit("is_one_of_many or "), "questions of a section"),
    Switch(
        f"{HEADING_CANDIDATES}:_without_heads_of_options",
        Edit(" or _is_question(heading)"),
        "questions below questions",
    ),
    Switch(f"{HEADINGS}:_nested", Constant(())),
    Switch(
        f"{HEADING_CANDIDATES}:_candidates",
        Edit("(one.is_clear and not _list_headings(text, titles()))", "False"),
        "questions above contents",
    ),
    Switch(f"{REVEALING}:lines_with_hidden_answers", Constant([])),
    Switch(f"{REVEALING}:lines_with_hidden_answers", Edit("title.casefold() in labels or "), "repeats"),
    Switch(f"{REVEALING}:lines_with_hidden_answers", Edit(' and numbered[_DIGITS.sub("", title)] == 1'), "numbers"),
    Switch(f"{REVEALING}:lines_with_hidden_answers", Edit(" or names_answer(title)"), "titles"),
    Switch(f"{REVEALING}:_REVEAL", NEVER),
    Switch(f"{REVEALING}:ticked_lines", Constant([])),
    Switch(f"{HEADINGS}:_is_apart", YES),
    Switch(f"{HEADINGS}:_is_apart", Edit("not contains and "), "chapters"),
    Switch(f"{HEADINGS}:_is_apart", Edit(" and not (at and asked[at - 1].lines.stop > one.line)"), "answers"),
    Switch(
        f"{HEADINGS}:_read",
        Edit("if thresholds.HEADINGS_WITH_Q.of(sum(one.has_q for one in rank), len(rank)):", "if False:"),
        "1",
    ),
    Switch(f"{HEADINGS}:_with_clear", Edit(" and one.is_clear]", " and False]"), "without number or Q."),
    Switch(f"{HEADINGS}:_with_clear", Edit("if below == 1 or ", "if "), "the last one"),
    Switch(f"{HEADINGS}:_read", Edit("thresholds.NUMBERED_CLEAR.of(clear, len(numbered))", "False"), "2"),
    Switch(f"{HEADINGS}:_read", Edit("if (is_announced or is_named) and (", "if False and ("), "3"),
    Switch(
        f"{HEADINGS}:_read",
        Edit("is_whole or are_tasks", "are_tasks"),
        "3, two",
    ),
    Switch(f"{HEADINGS}:_read", Edit("if thresholds.HEADINGS.of(len(asking), len(rank)):", "if False:"), "4"),
    Switch(f"{HEADINGS}:_read", Edit("if not is_named:", "if True:"), "5"),
    Switch(
        f"{HEADINGS}:_read",
        Edit("if not is_announced:", "if True:"),
        "5, orders",
    ),
    Switch(
        f"{HEADINGS}:_read",
        Edit("if thresholds.WITH_ANSWERS.of(sum(one.asks_and_is_answered for one in rank), len(rank)):", "if False:"),
        "1, labelled answers",
    ),
    Switch(f"{HEADINGS}:_with_continued", Function(lambda asked, others: list(asked))),
    Switch(
        f"{HEADINGS}:_with_continued",
        Edit("(is_q and one.has_q and (one.rank[0] < level or _asks_alone(outline, one)))", "False"),
        "Q.",
    ),
    Switch(
        f"{HEADING_CANDIDATES}:section_ends",
        Edit("while element and element.lines.start < heading.line:", "while False:"),
        "collapsed",
    ),
    Switch("formats.pair_labels:_answer", Edit("not (mark.is_letter and mark.line < option)", "True"), "A beside B"),
    Switch("formats.pair_labels:_INLINE", NEVER),
    Switch("formats.pair_labels:_is_apart", YES),
    Switch("formats.pair_labels:_last", Function(lambda lines, question, answer, stop: (answer, stop))),
    Switch(
        "formats.pair_labels:asked",
        Edit("while below < end and not any(", "while False and not any("),
        "several lines",
    ),
    Switch("formats.pair_labels:_NOT_ASKED", NEVER),
    Switch(
        "formats.pair_labels:_mark",
        Edit('len(word) > 1 or not word.isascii() or bool(match["number"])', "is_number and match.end() == len(line)"),
        "bold without sign",
    ),
    Switch("formats.pair_labels:_mark", Edit(' or word in ("q", "a", "ans")'), "point"),
    Switch("formats.pair_labels:_mark", Edit('sign == "." and bool(match["close"])', "word"), "point in bold"),
    Switch("formats.numbered_items_with_labelled_answers:_asks", YES),
    Switch("formats.numbered_items_with_labelled_answers:_asks", Edit("is_of_tasks or "), "tasks"),
    Switch(
        "formats.numbered_items_with_labelled_answers:_asks",
        Edit(" or (is_numbered_task(lines[item.question.line]) and not states)"),
        "numbered tasks",
    ),
    Switch("candidates.answer_labels:with_labels", Edit("if tasks else []", "if False else []"), "letters"),
    Switch("checks.unread_formats:_are_tasks", NO),
    Switch("formats.numbered_items_with_labelled_answers:_without_text_below", Function(lambda lines, items: items)),
    Switch("body.read_body:_above_options", Edit("bool(kept) and", "False and")),
    Switch("formats.label_headings:_is_open", NO),
    Switch("formats.label_headings:_read", Edit("is_question and is_choice", "is_question"), "pros and cons"),
    Switch("formats.label_headings:_boxed", Edit("if starts_block(text):", "if False:"), "code"),
    Switch(
        "formats.numbered_lists_in_boxes:_list_below", Edit(" or (not own and _item(lines[first]))"), "not indented"
    ),
    Switch("formats.numbered_lists_in_boxes:_answers", Edit("is_named and "), "named"),
    Switch("formats.numbered_lists_in_boxes:_has_questions", Edit("asks(box.opener.title) or "), "titles that ask"),
    Switch(f"{QUIZ}:_gaps", Edit('"" if is_comment(line) else line', "line"), "comments"),
    Switch(
        f"{QUIZ}:first_paragraph", Edit("any(map(_has_number, lines[start : start + 1]))", "False"), "single number"
    ),
    Switch(f"{QUIZ}:_options", Edit('elif indent and lines[i].lstrip().startswith(">"):', "elif False:"), "remarks"),
    Switch(
        f"{QUIZ}:_options", Edit("if stop < len(lines) else []", "if False else lines[stop:]"), "indented explanation"
    ),
    Switch("formats.tables_and_vocabulary:_is_pair", NO),
    Switch("formats.tables_and_vocabulary:_is_pair", YES, "always"),
    Switch("layouts.page_shape:is_about_repository", NO),
    Switch("layouts.page_shape:asks_about_repository", NO),
    Switch("layouts.page_shape:asks_about_repository", Edit("is_introduction or ", ""), "introductions"),
    Switch(
        "layouts.find_page_question:_ask_several", Edit("or (number_of(line) and may_have_gap(line))", ""), "blanks"
    ),
    Switch("layouts.page_shape:_WORD", Pattern(new="")),
    Switch(
        "layouts.page_shape:_is_slug",
        Edit('" " not in name and ("-" in name or "_" in name or name.islower())', "False"),
    ),
    Switch("layouts.page_shape:title_question", Edit("is_clear_question(heading) or "), "heading that asks"),
    Switch("layouts.find_page_question:_ask_several", NO),
    Switch("layouts.find_page_question:_is_other_question", NO),
    Switch("rewrites.front_matter_questions:_pair", NONE),
    Switch("rewrites.front_matter_questions:_FILE", NEVER),
    Switch("layouts.find_page_question:_with_answer_first", NONE),
    Switch("layouts.find_page_question:_are_task_and_answer", NO),
    Switch("layouts.find_page_question:_sets_several_tasks", NO),
    Switch(
        "layouts.find_page_question:_only_paragraph",
        Edit("return range(numbers[0], stop)", "return None"),
    ),
)

_OF_OTHERS = (
    Switch(
        "outline:_code",
        Edit('(number, match["mark"]) if match["info"].strip() else fence', "fence"),
        "fence opens in a fence",
    ),
    Switch(
        "outline:_code", Edit("elif line.lstrip()[:2].lower() in _RAW_STARTS:", "elif False:"), "comments and raw HTML"
    ),
    Switch("outline:_RAW", NEVER),
    Switch("outline:_UNDERLINE", NEVER),
    Switch("outline:_is_alone", YES),
    Switch("outline:_ANCHOR", NEVER),
    Switch("outline:_title_of", Edit("return without_bold(", "return ("), "bold"),
    Switch("lines:without_code_spans", Function(_first)),
    Switch("outline:_HEADING", Pattern(r"(?P<item>\d{1,5}[.)]\s+)?", "(?P<item>(?!))?"), "in items"),
    Switch("outline:_HEADING", Pattern(r"|(?<=##)(?=[^\W_])", ""), "##Text"),
    Switch("outline:_HEADING", Pattern(r"\u00a0", ""), "no-break space"),
    Switch("outline:_headings", Edit("if item or margin < 4:", "if True:"), "indented headings"),
    Switch(
        "page_announces_questions:are_announced",
        Edit("{outline.title} "),
        "first heading",
    ),
    Switch("outline:Outline.title", Edit("heading.level == 1", "True"), "any level"),
    Switch(f"{NUMBERS}:_BOLD_NUMBER", NEVER),
    Switch(f"{NUMBERS}:_near", Function(list)),
    Switch(f"{NUMBERS}:counts_up", YES),
    Switch(
        f"{NUMBERS}:counts_up",
        Edit("return len(values) >= _LONG and following * 5 >= len(values) * 4", "return False"),
        "long lists",
    ),
    Switch(f"{NUMBERS}:counts_up", Edit(" or (lowest == 2 and len(known) > 1)"), "from 2 on"),
    Switch(f"{NUMBERS}:_listed", Edit('if mark == ".":', "if False:"), "list markers"),
    Switch(f"{NUMBERS}:_listed", Edit(" or rising * 2 >= len(values) - 1 > 0"), "rising"),
    Switch(f"{NUMBERS}:_listed", Edit(" or len(asked) * 2 < len(near)"), "about the number"),
    Switch(f"{NUMBERS}:_counts_with", Edit(' or (number.mark == "Q" and mark not in ".:")'), "Q beside words"),
    Switch(f"{NUMBERS}:is_only_q", NO),
    Switch(f"{NUMBERS}:number_of", Edit("len(_BOLD[0]) if is_bold else 0", "0"), "bold"),
    Switch(f"{NUMBERS}:number_of", Edit('if mark != ".":', "if True:"), "only a number"),
    Switch(f"{NUMBERS}:number_of", Edit("not has_parts and "), "parts"),
    Switch(f"{NUMBERS}:_mark", Edit(" and is_closed and is_apart"), "letters that are set apart"),
    Switch(f"{NUMBERS}:_WORD", NEVER),
    Switch(f"{NUMBERS}:_WORD", Pattern(r" (?: \s* \([^()]*\) )?", ""), "Q1 (easy)"),
    Switch(f"{NUMBERS}:_WORD", Pattern(r" | \. (?! [A-Z]\. | \d )", ""), "Q1."),
    Switch(f"{NUMBERS}:_WORD", Pattern(r" | \s+ [-–—] (?= \s )  ", "  "), "Q1 -"),
    Switch(f"{NUMBERS}:_WORD", Pattern(f"(?P<word> {alternatives('numbered', 'quiz')} )", "(?P<word>(?!))"), "words"),
    Switch(
        f"{NUMBERS}:_WORD", Pattern(f"(?P<letter> {alternatives('question_letter')} )", "(?P<letter>(?!))"), "letters"
    ),
    Switch(f"{NUMBERS}:_TH", NEVER, "第3题"),
    Switch(f"{NUMBERS}:_LISTED", Pattern("|、|．|）))", "))"), "1、"),
    Switch(f"{NUMBERS}:_NUMBER", Pattern(r"(?P<n2>\d+)", "(?P<n2>(?!))"), "(2)"),
    Switch(f"{NUMBERS}:_NUMBER", Pattern(r"(?P<n3>\d+)", "(?P<n3>(?!))"), "#3"),
    Switch(f"{NUMBERS}:_NUMBER", Pattern(r"(?P<n5>\d+)", "(?P<n5>(?!))"), "3 -"),
    Switch("cards.answer_or_task:_is_numbered_task", NO),
    Switch("cards.answer_or_task:_sets_task", Edit("asks(lines[-1]) or ", "False or "), "text that asks"),
    Switch("cards.answer_or_task:_sets_task", Edit("not asks_how(title) and "), "how-to"),
    Switch("body.strip_labels_and_remarks:_is_alone", NO),
    Switch("body.strip_labels_and_remarks:_found", NONE),
    Switch("body.strip_labels_and_remarks:_tag_of_stars", NONE),
    Switch("body.strip_labels_and_remarks:_tag_of_level", NONE),
    Switch("cards.code_picture_or_text_above:_points", Constant(frozenset())),
    Switch("cards.code_picture_or_text_above:_own_subject", Constant(())),
    Switch("cards.follow_up_questions:_adds", NO),
    Switch("cards.follow_up_questions:_quote", Constant(())),
    Switch("cards.answer_or_task:without_ticked_lists", Function(_first)),
    Switch("rewrites.underlined_headings:underlined_as_marked", UNCHANGED),
    Switch("rewrites.points_behind_questions:questions_without_points", UNCHANGED),
    Switch("rewrites.points_behind_questions:_may_have_answers", YES),
    Switch("rewrites.spoilers:hidden_text_as_answers", UNCHANGED),
    Switch("rewrites.keys_at_end_as_lists_or_tasks:key_in_order_as_tasks", UNCHANGED),
    Switch("rewrites.keys_at_end_as_lists_or_tasks:keys_as_lists", UNCHANGED),
    Switch("rewrites.keys_at_end_as_lists_or_tasks:_are_of_people", NO),
    Switch("rewrites.normalize_labels:_is_short", NO),
    Switch("rewrites.cases_to_judge:_are_told", YES),
    Switch("rewrites.number_punctuation:_without_escapes", UNCHANGED),
    Switch(
        "rewrites.number_punctuation:_without_escapes", Edit("rise = all(", "rise = True or all("), "escaped in answers"
    ),
    Switch("rewrites.number_punctuation:_with_parentheses", UNCHANGED),
    Switch("rewrites.number_punctuation:_with_one_sign", UNCHANGED),
    Switch("rewrites.normalize_labels:without_totals", UNCHANGED),
    Switch("rewrites.options_as_tasks:one_x_two_as_tasks", UNCHANGED),
    Switch("rewrites.judged_statements:verdicts_behind_statements", UNCHANGED),
    Switch("rewrites.judged_statements:_is_to_judge", YES),
    Switch("rewrites.merge_true_false_columns:marked_columns_as_verdicts", UNCHANGED),
    Switch("rewrites.options_as_tasks:crossed_boxes_as_tasks", UNCHANGED),
    Switch(
        "rewrites.number_punctuation:_going_on",
        Edit("(number == last + 1 and not is_of_list)", "number == last + 1"),
        "lists",
    ),
    Switch("rewrites.number_punctuation:_going_on", Edit(" or (number == 1 and at in first)"), "below headings"),
    Switch("rewrites.number_punctuation:_going_on", Edit(" or (number < 2 and one in asking)"), "last ones"),
    Switch("detect_dollar_math:_in_directives", Constant(())),
    Switch("text.question_points:only_says_points", NO),
    Switch("body.strip_labels_and_remarks:unless_alike", Edit("if counts[", "if True or counts["), "equal titles"),
    Switch("cards.why_skipped:_listed_questions", NO),
    Switch("cards.instead_of_answer:_MARK", NEVER),
    Switch(
        "cards.instead_of_answer:is_placeholder",
        Edit("start and text[start - 1]", "False and text[start - 1]"),
        "brackets",
    ),
    Switch("cards.instead_of_answer:is_placeholder", Edit("_PLACEHOLDER.end(lower, start) <= 0", "True"), "words"),
    Switch("cards.instead_of_answer:_in_text", Edit("_STEP.search(text)", "False"), "tasks"),
    Switch("cards.instead_of_answer:_are_sources", NO),
    Switch("cards.instead_of_answer:_is_note", NO),
    Switch("cards.instead_of_answer:_postpones", NO),
    Switch("cards.instead_of_answer:_is_long_remark", NO),
    Switch("cards.instead_of_answer:_is_reminder", NO),
    Switch("cards.instead_of_answer:_asks_in_place", NO),
    Switch("cards.instead_of_answer:_above_footer", Constant("")),
    Switch("question_numbers:_behind_letters", Constant([])),
    Switch("question_numbers:_coded", Constant([])),
    Switch("cards.instead_of_answer:remarks", Constant(frozenset())),
    Switch("cards.why_skipped:_HINT", NEVER),
    Switch("cards.why_skipped:why_skipped", Edit("if entry.has_text_below:", "if False:"), "text below"),
    Switch("cards.why_skipped:why_skipped", Edit("if parts and parts.problem:", "if False:"), "problems of options"),
    Switch("cards.why_skipped:why_skipped", Edit("(is_number or asks_nothing(title)):", "False:"), "labels"),
    Switch("cards.why_skipped:why_skipped", Edit("if is_heading and", "if False and"), "only headings"),
    Switch("unclosed_fences_and_hidden_lines:_is_sound", Edit(" and not inner.search(token.content)"), "fence inside"),
    Switch(
        "unclosed_fences_and_hidden_lines:hidden_lines",
        Edit(" and (token.map[0] in inside or not broken)"),
        "after a broken one",
    ),
    Switch("unclosed_fences_and_hidden_lines:open_fences", Constant(())),
    Switch(
        "decode_and_repair_text:decode",
        Edit(r"""re.sub(rf"^([ \t]*)[{_MARKS}]+\t*", r"\1", text, flags=re.MULTILINE)""", "text"),
        "byte order marks",
    ),
    Switch(
        "decode_and_repair_text:decode",
        Edit('re.sub(r"^[ \\t]*[^\\S \\t\\n][^\\S\\n]*$", "", text, flags=re.MULTILINE)', "text"),
        "lines that look blank",
    ),
    Switch("decode_and_repair_text:decoded_once", Function(_first)),
    Switch("checks.repeated_questions_and_ids:without_repeats", Function(lambda asked, context: iter(asked))),
    Switch("read_questions:_without_comments", Function(list)),
    Switch(
        "cards.make_card:_front_tokens",
        Edit("() if is_label(text) or is_only_q(text) else words", "words"),
        "labels",
    ),
    Switch("syntax.admonitions:_closes_words", NO),
    Switch("rewrites.answers_as_collapsed:answer_comments_as_elements", UNCHANGED),
    Switch("syntax.html_details_and_answers:_HIDDEN", NEVER),
    Switch("syntax.html_details_and_answers:_BUTTON", NEVER),
    Switch("rewrites.quizzes_of_mdx:as_task_list", Constant(())),
    Switch("page_announces_questions:_are_answers", NO),
    Switch("syntax.admonitions:_is_closed_inside", NO),
    Switch("syntax.admonitions:_without_attributes", Function(_first)),
    Switch("syntax.admonitions:_quoted", Edit('if title.endswith("**") and', "if False and"), "bold"),
    Switch("syntax.admonitions:_LAYOUT_KINDS", Value(frozenset({"\0"}))),
    Switch("syntax.task_boxes_and_empty_items:_goes_on", YES, "all are lists"),
    Switch("syntax.task_boxes_and_empty_items:_goes_on", NO, "all are text"),
    Switch("syntax.claimed_lines_as_blocks:_may_start", Edit("if span.is_anywhere:", "if False:"), "anywhere"),
    Switch("syntax.emphasis_and_review_marks:is_east_asian", NO),
    Switch("syntax.markdown_in_html:_VALUES", Value(frozenset())),
)

SWITCHES: tuple[Switch, ...] = (
    *_OF_WORDS, *_OF_MARKED, *_OF_PLAIN, *_OF_OPTIONS, *_OF_FORMATS, *_OF_OTHERS,
)  # fmt: skip
