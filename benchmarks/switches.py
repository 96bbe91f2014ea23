"""The special rules of reading that `ablation.py` switches off: a table of where each is and what replaces it."""

from collections.abc import Callable
from typing import Any, NamedTuple


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
    """`module:name` below `anki_export.source`; the name of a method or property follows that of its class."""
    by: Constant | Function | Edit | Pattern | Value
    what: str = ""
    """The part of the rule that is switched off."""

    @property
    def name(self) -> str:
        return f"{self.rule} ({self.what})" if self.what else self.rule


NO, YES, NONE, NEVER = Constant(False), Constant(True), Constant(None), Pattern()


def _first(value: Any, *_: Any) -> Any:
    return value


LABELS = "body.answer_labels"
MARKED = "body.marked_answer"
SPLIT = "body.split_explanation"
CHOICES = "body.choices"
BLOCKS = "body.choice_blocks"
GROUPS = "body.group_blocks"

_OF_LABELS = (
    Switch(f"{LABELS}:names_answer", NO),
    Switch(f"{LABELS}:names_answer", Edit(" or _LABEL_BEFORE_TEXT.match(title)"), "long titles"),
    Switch(
        f"{LABELS}:names_answer",
        Edit("(names_explanation(title) or names_extra(title) or asks(title))", "False"),
        "others",
    ),
    Switch(f"{LABELS}:names_answer", Edit("names_explanation(title) or "), "explanations"),
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
    Switch(f"{LABELS}:_NO_QUESTION", Value(frozenset())),
    Switch(f"{LABELS}:_ONLY_NUMBER", NEVER),
    Switch(f"{LABELS}:is_label", Edit(" or _LABEL_ALONE.fullmatch(title)"), "labels of answers"),
    Switch(f"{LABELS}:_QUIZ", NEVER),
    Switch(f"{LABELS}:is_task", NO),
    Switch(f"{LABELS}:ANSWER_KINDS", Value(frozenset({"answer", "solution"}))),
    Switch(f"{LABELS}:EXTRA_KINDS", Value(frozenset({"hint"}))),
    Switch(f"{LABELS}:ANY_KINDS", Value(frozenset({"\0"}))),
)

_OF_MARKED = (
    Switch(f"{MARKED}:asked_in_body", NONE),
    Switch(f"{MARKED}:usual_titles", Constant({})),
    Switch(f"{MARKED}:_answer_boxes", Constant([])),
    Switch(f"{MARKED}:_names_answer", NO),
    Switch(f"{MARKED}:_names_answer", Edit(" and is_set_apart"), "set apart"),
    Switch(f"{MARKED}:_names_answer", Edit(" or (opening.info in ANSWER_KINDS and is_set_apart)"), "kinds"),
    Switch(f"{MARKED}:_may_hide_answer", NO),
    Switch(f"{MARKED}:_may_hide_answer", Edit(" and not is_other"), "kinds"),
    Switch(f"{MARKED}:_may_hide_answer", Edit("title and opening.info in ANY_KINDS", "False"), "decided by title"),
    Switch(f"{MARKED}:_may_hide_answer", Edit(" and not names_extra(title)"), "extra titles"),
    Switch(f"{MARKED}:_opens_bold", NO),
    Switch(f"{MARKED}:_ends_asking", NO),
    Switch(f"{MARKED}:_answer_boxes", Edit("has_choices(before)", "False"), "below choices"),
    Switch(f"{MARKED}:_answer_boxes", Edit("answers or hidden", "answers"), "explanation of the choice"),
    Switch(
        f"{MARKED}:_answer_boxes", Edit("usual.get(_title(blocks[i].opening), 0) > 1", "False"), "usual title alone"
    ),
    Switch(f"{MARKED}:_answer_boxes", Edit("blocks[i].opening.info in ANSWER_KINDS or "), "kinds at the end"),
    Switch(f"{MARKED}:_answer_boxes", Edit(" or _title(blocks[i].opening) in usual"), "usual title at the end"),
    Switch(f"{MARKED}:_answer_boxes", Edit(" if not names_explanation(_title(blocks[i].opening))"), "explanations"),
    Switch(f"{MARKED}:_answer_boxes", Edit(" if i == labelled[0] or _is_collapsed(blocks[i].opening)"), "open ones"),
    Switch(f"{MARKED}:_hidden_answer", Edit("usual.get(title, 0) > 1 or "), "usual labels"),
    Switch(f"{MARKED}:_hidden_answer", Edit("len(titles) == 1 and "), "one title"),
    Switch(
        f"{MARKED}:_hidden_answer",
        Edit("for block in blocks[:first] if not _is_collapsed(block.opening)", "for block in blocks[:first]"),
        "hints",
    ),
    Switch(f"{MARKED}:_hidden_answer", Edit("len(boxes) > 1", "False"), "whole"),
    Switch(f"{MARKED}:_is_bare", NO),
    Switch(f"{MARKED}:_inside", Edit("start = after_label(text_of(box.title))", "start = 0"), "answer in the title"),
    Switch(f"{MARKED}:marked_answer", Edit('"answer" if block.kind == "heading" else name', "name"), "headings"),
    Switch(f"{MARKED}:marked_answer", Edit('"later answer" if i else '), "later"),
    Switch(f"{MARKED}:marked_answer", Edit('"answer" if has_choices(blocks) else '), "A below choices"),
    Switch(f"{MARKED}:without_label", Function(lambda name, blocks: blocks)),
    Switch(
        f"{MARKED}:without_label", Edit('name == "answer or A" and inline[0].type == "strong_open"', "False"), "bold A"
    ),
    Switch(
        f"{MARKED}:without_label", Edit('elif inline[0].type == "text" and', "elif False and"), "line without colon"
    ),
    Switch(f"{MARKED}:without_label", Edit("has_colon or is_alone", "has_colon"), "bold without colon"),
)

_OF_SPLIT = (
    *(
        Switch(f"{SPLIT}:{name}", NONE)
        for name in "_bold _bold_run _single _two_part _parts _steps _several _lead_in _below_code".split()
    ),
    Switch(f"{SPLIT}:_below_code", Edit(" and not all(map(_is_only_aside, below))"), "asides"),
    Switch(f"{SPLIT}:_below_code", Edit(" and not _HOW_TO.search(question)"), "how to"),
    Switch(f"{SPLIT}:_ABOUT_CODE", Pattern(r"|\b(?:what|why|which)\b.*[:：]\s*\Z", ""), "colon"),
    Switch(f"{SPLIT}:_explanation", Edit('without_label("explanation", blocks) or blocks', "blocks"), "label"),
    Switch(f"{SPLIT}:_split_plain", Edit("not question.isascii()", "False"), "styled letters"),
    Switch(f"{SPLIT}:_is_only_link", NO),
    Switch(f"{SPLIT}:_is_only_link", Edit(' and all(t.type != "image" for t in segment[0].inline)'), "pictures"),
    Switch(f"{SPLIT}:_is_heading", NO),
    Switch(f"{SPLIT}:_is_heading", Edit("is_word or "), "word"),
    Switch(
        f"{SPLIT}:_is_heading",
        Edit(" or (_COMPARES.search(question) is not None and _names(question, segments[0][0]))"),
        "what is compared",
    ),
    Switch(
        f"{SPLIT}:_is_heading",
        Edit("any(heading_kind(block) == kind and not _is_aside(block) for block in later)", "False"),
        "similar ones",
    ),
    Switch(f"{SPLIT}:_bold", Edit(" or not _PUNCTUATION.fullmatch(text_of(tail))"), "text after it"),
    Switch(f"{SPLIT}:_bold", Edit('text_of(inline[1:close]).rstrip().endswith((":", "：")) or '), "colon"),
    Switch(f"{SPLIT}:_bold_run", Edit('text_of(inline).rstrip().endswith((":", "：")) or '), "colon"),
    Switch(f"{SPLIT}:_two_part", Edit('segments[0][0].kind == "details" or '), "collapsed first"),
    Switch(f"{SPLIT}:_without_asides", Edit(" or is_below_aside"), "below a heading"),
    Switch(f"{SPLIT}:_is_only_aside", NO),
    Switch(f"{SPLIT}:_are_links", NO),
    Switch(f"{SPLIT}:_are_links", Edit(" and not has_text"), "text"),
    Switch(f"{SPLIT}:_is_aside", NO),
    Switch(f"{SPLIT}:_is_aside", Edit('block.kind in ("details", "blockquote") or '), "boxes and quotes"),
    Switch(f"{SPLIT}:_is_aside", Edit("not _is_link(block) and "), "links"),
    Switch(f"{SPLIT}:_is_link", NO),
    Switch(f"{SPLIT}:_is_linked", Edit(r'r"\W*|\W*" + _ASIDE.pattern + r"\W*"', r'r"\W*"'), "word for it"),
    Switch(f"{SPLIT}:_parts", Edit("if kind := next", "if False and next"), "headings"),
    Switch(f"{SPLIT}:_parts", Edit('kind[0] == "h" and heads[0] is groups[0][0]', "False"), "articles"),
    Switch(
        f"{SPLIT}:_parts",
        Edit(" or _asks_for_several(question) or sum(_names(question, head) for head in heads) > 1"),
        "asks for more",
    ),
    Switch(f"{SPLIT}:_parts", Edit(" or sum(_names(question, head) for head in heads) > 1"), "names of headings"),
    Switch(f"{SPLIT}:_parts", Edit("if is_series:", "if False:"), "series"),
    Switch(f"{SPLIT}:_parts", Edit("if any(map(is_labelled, groups[0])):", "if False:"), "labels"),
    Switch(f"{SPLIT}:_end_of_list", Constant(0)),
    Switch(
        f"{SPLIT}:_end_of_list",
        Edit("for between in groups[1 : pieces[0]]:", "for between in ():"),
        "content below the last",
    ),
    Switch(f"{SPLIT}:_end_of_list", Edit("(is_single or _start(block) > 1) and "), "continued numbers"),
    Switch(
        f"{SPLIT}:_end_of_list",
        Edit('or any(block.kind == "heading" for block in _flat(groups[: pieces[-1] + 1]))'),
        "headings",
    ),
    Switch(f"{SPLIT}:_asks_for_several", NO),
    Switch(f"{SPLIT}:_steps", Edit("_start(b) > 1 for b", "False for b"), "list in two"),
    Switch(
        f"{SPLIT}:_steps",
        Edit('if found := _through(groups, lambda block: block.kind == "ordered_list"):', "if found := 0:"),
        "lists",
    ),
    Switch(f"{SPLIT}:_leads_to_code", NO),
    Switch(f"{SPLIT}:_is_like", NO),
    Switch(f"{SPLIT}:_several", Edit(" and not is_aside"), "asides"),
    Switch(f"{SPLIT}:_COMPARES", NEVER),
    Switch(f"{SPLIT}:_TWO_PART", Pattern(r"|[?？].+[?？]", ""), "two question marks"),
    Switch(f"{SPLIT}:_TWO_PART", Pattern(r"|,?\s(?:and|&)\s(?:how|why|what|when|where|which|who)\b", ""), "and how"),
    Switch(
        f"{SPLIT}:_TWO_PART",
        Pattern(r"|\A(?:what|how|why|which|who|explain|describe)\b.+,\s(?:how|why|what|when|where|which|who)\b", ""),
        "comma",
    ),
    Switch(
        f"{SPLIT}:_TWO_PART",
        Pattern(
            r"|\A(?:what|how|why|which|who|explain|describe)\b.+[.?!]\s+(?:how|why|what|when|where|which|explain|describe|tell)\b",
            "",
        ),
        "two sentences",
    ),
    Switch(f"{SPLIT}:_HOW_TO", Pattern(r"|\A(?:wie|comment|c[oó]mo|come|как|如何|怎么|怎麼)\b", ""), "languages"),
    Switch(f"{SPLIT}:_HOW_TO", Pattern(r"|(?:what are|list|describe|explain) the steps", ""), "the steps"),
    Switch(f"{SPLIT}:_HOW_TO", Pattern(r"|[.?!]\s+", ""), "second sentence"),
    Switch(
        f"{SPLIT}:_choices",
        Edit("if found := ticked_choices(marked.before, lines, False):", "if found := None:"),
        "ticks above the answer",
    ),
    Switch(
        f"{SPLIT}:_choices",
        Edit("if found := named_choices(marked.before, marked.answer, lines):", "if found := None:"),
        "named by the answer",
    ),
    Switch(
        f"{SPLIT}:_choices",
        Edit("if found := unmarked_choices(marked.answer, lines):", "if found := None:"),
        "inside the answer",
    ),
    Switch(
        f"{SPLIT}:_choices",
        Edit("found = ticked_choices(marked.before, lines, are_ticked)", "found = None"),
        "usual ticks",
    ),
    Switch(f"{SPLIT}:_choices", Edit(" or unmarked_choices(blocks, lines)"), "without label"),
)

_OF_CHOICES = (
    Switch(f"{CHOICES}:ticks_options", NO),
    Switch(f"{CHOICES}:has_choices", NO),
    Switch(f"{CHOICES}:ticked_choices", NONE),
    Switch(
        f"{CHOICES}:ticked_choices",
        Edit("while start and parts[start - 1].is_item:", "while False:"),
        "items above the first box",
    ),
    Switch(f"{CHOICES}:named_choices", NONE),
    Switch(f"{CHOICES}:unmarked_choices", NONE),
    Switch(f"{CHOICES}:_ends_in_only_list", NO),
    Switch(f"{CHOICES}:_with_colon", Edit("if inline and", "if False and")),
    Switch(f"{CHOICES}:_same_text", Constant(set())),
    Switch(f"{CHOICES}:_same_text", Edit("if answer.kind in LISTS:", "if False:"), "items"),
    Switch(f"{CHOICES}:_same_text", Edit("if match := _NAMES.match(text):", "if False:"), "after names"),
    Switch(f"{CHOICES}:_same_text", Edit(', _LABEL.sub("", text, count=1)'), "after label"),
    Switch(f"{CHOICES}:_same_text", Edit(" and counts[key] == 1"), "once"),
    Switch(f"{CHOICES}:_is_wrapper", NO),
    Switch(f"{CHOICES}:_taken", Constant(0)),
    Switch(f"{CHOICES}:_taken", Edit("if last.is_bare or len(same) == len(usual) else 0"), "as many"),
    Switch(f"{CHOICES}:_is_cut", NO),
    Switch(f"{CHOICES}:_LAZY_END", NEVER),
    Switch(f"{CHOICES}:_choices", Edit("len(remarks) if has_remarks else ", ""), "has_remarks"),
    Switch(
        f"{CHOICES}:_choices", Edit("if has_remarks else _taken(groups[-1][0], below, tail)"), "any quote is a remark"
    ),
    Switch(f"{CHOICES}:_choices", Edit('"" if is_clear else "the question has two sets of options"', '""'), "two sets"),
    Switch(f"{CHOICES}:_without_labels", Function(tuple)),
    Switch(f"{CHOICES}:_option", Edit("blocks[is_letter:]", "blocks"), "only a letter"),
    Switch(f"{CHOICES}:_option", Edit("if one.is_lazy and", "if False and"), "lazy lines"),
    Switch(f"{CHOICES}:_option", Edit(" and not is_picture(one.blocks[0])"), "pictures"),
    Switch(f"{CHOICES}:_option", Edit('if not i or block.kind != "blockquote"'), "remarks"),
    Switch(
        f"{CHOICES}:_resolved",
        Edit("if numbers and max(numbers) >= len(found.options):", "if False:"),
        "missing option",
    ),
    Switch(
        f"{CHOICES}:_resolved",
        Edit("if len(same) == 1 and numbers and labels[0] and not same <= numbers:", "if False:"),
        "contradiction",
    ),
    Switch(
        f"{CHOICES}:_resolved",
        Edit("if numbers and not labels[0] and (match", "if False and (match"),
        "numbers of the author",
    ),
    Switch(f"{CHOICES}:_resolved", Edit(" and answer.kind not in CODE"), "code"),
    Switch(f"{CHOICES}:_named", Edit("if labels[0] and any(", "if False and any("), "letters or numbers"),
    Switch(
        f"{CHOICES}:_option_set", Edit("if _is_wrapper(block) else [block]", "if False else [block]"), "inside HTML"
    ),
    Switch(
        f"{CHOICES}:_option_set",
        Edit(" if len(items) > 1 and start < items[-1] else None", " if False else None"),
        "last list",
    ),
    Switch(f"{CHOICES}:_lettered", Constant(())),
    Switch(f"{CHOICES}:_BOX", NEVER),
    Switch(f"{CHOICES}:_MARKS_ANSWER", NEVER),
    Switch(
        f"{CHOICES}:_item",
        Edit("while own < len(rows) and not (is_known and", "while own < len(rows) and not (False and"),
        "lazy lines",
    ),
    Switch(f"{BLOCKS}:_with_letter", Function(lambda name, option: option)),
    Switch(f"{BLOCKS}:_names", Edit('options[0].label != "1" and '), "numbers"),
    Switch(f"{BLOCKS}:remarks_on", Constant(())),
)

_OF_GROUPS = (
    Switch(f"{GROUPS}:segments_of", Edit(" or _is_notes(block)"), "notes"),
    Switch(f"{GROUPS}:segments_of", Edit(" or not shows(block)"), "invisible"),
    Switch(f"{GROUPS}:segments_of", Edit("block.first <= segments[-1][-1].last or "), "no blank line"),
    Switch(f"{GROUPS}:_leads_to", NO),
    Switch(f"{GROUPS}:_leads_to", Edit("if heading_kind(last) and", "if False and"), "headings"),
    Switch(
        f"{GROUPS}:_leads_to",
        Edit(" and not any(token.type in _BREAKS for token in last.inline)"),
        "headings with breaks",
    ),
    Switch(f"{GROUPS}:_leads_to", Edit("not _is_sentence(text) or "), "unfinished sentence"),
    Switch(f"{GROUPS}:_leads_to", Edit(" and is_one_sentence(segment)", " and False"), "one sentence above a list"),
    Switch(f"{GROUPS}:_leads_to", Edit(" or (last.kind not in LISTS and _LEADS_IN.search(text))"), "dash or comma"),
    Switch(f"{GROUPS}:_is_frame", NO),
    Switch(f"{GROUPS}:_continues", NO),
    Switch(f"{GROUPS}:_ANNOUNCES", NEVER),
    Switch(f"{GROUPS}:_last_sentences", Function(_first)),
    Switch(f"{GROUPS}:_last_line", Edit(' and block.kind in (*LISTS, "blockquote")', " and False"), "lists and quotes"),
    Switch(f"{GROUPS}:_NUMBERED", NEVER),
    Switch(f"{GROUPS}:is_labelled", NO),
    Switch(f"{GROUPS}:heading_kind", Edit(" and not _is_sentence(line)"), "sentences"),
    Switch(f"{GROUPS}:heading_kind", Edit("if is_bold and", "if False and"), "bold lines"),
    Switch(f"{GROUPS}:heading_kind", Edit("{':' * line.endswith((':', '：'))}"), "colon"),
    Switch(f"{GROUPS}:is_picture", NO),
    Switch(f"{GROUPS}:is_one_sentence", NO),
)

_OF_FORMATS = (
    Switch(
        "formats:_spans", Edit("if is_explicit and format.when", "if False and format.when"), "evidence beside others"
    ),
    Switch("formats:_opened", Edit('if above.startswith("<") and', "if False and"), "HTML above"),
    Switch(
        "formats:_opened",
        Edit('outline_of(lines).collapsed if any("<details" in line for line in lines) else ()', "()"),
        "collapsed around",
    ),
    Switch("formats.admonition:_answer_below", Constant(())),
    Switch("formats.admonition:_answer_below", Edit(' and opener.marker != "!!!"'), "expanded"),
    Switch("formats.admonition:_answer_below", Edit(" and not asks_nothing(opener.title)"), "labels"),
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
    Switch("formats.asking:_CLEAR", NEVER),
    Switch("formats.asking:_END", NEVER),
    Switch("formats.asking:_END", Pattern(r"\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|", ""), "sources"),
    Switch("formats.asking:_END", Pattern(r"|\([^()]*\)|:[a-z_]+:", ""), "remarks and icons"),
    Switch("formats.asking:is_order", NO),
    Switch("formats.asking:announces_questions", NO),
    Switch("formats.asking:_words", Function(_first)),
    Switch("formats.body:_leads_to_anchor", NO),
    Switch(
        "formats.body:body_of", Edit(" and not (len(lines) > 1 and _leads_to_anchor(lines[-2]))"), "lists of anchors"
    ),
    Switch("formats.body:is_navigation", NO),
    Switch("formats.body:_TOP", NEVER),
    Switch("formats.body:_ARROW", NEVER),
    Switch("formats.body:is_table_of_contents", NO),
    Switch("formats.body:is_table_of_contents", Edit("if rows >= 12 and links * 4 < rows:", "if False:"), "early end"),
    Switch("formats.body:_unwrapped", Function(_first)),
    Switch("formats.body:_unwrapped", Edit("if opened:", "if True:"), "breaks"),
    Switch("formats.bold:_BETWEEN", Pattern(new=r"\s*")),
    Switch("formats.bold:_signs", Constant(frozenset())),
    Switch("formats.bold:_with_answers", Constant(())),
    Switch("formats.bold:_chosen", Edit(" and not is_label(one.bold.text)"), "labels"),
    Switch("formats.bold:_chosen", Edit("repeats[one.bold.text.casefold()] < _ENOUGH and "), "repeats"),
    Switch("formats.bold:_chosen", Edit("if is_announced and", "if False and"), "announced"),
    Switch("formats.bold:_chosen", Edit("if len(asking) >= 5 and", "if False and"), "five"),
    Switch("formats.challenge:_HIDDEN", Value(frozenset({"\0"}))),
    Switch("formats.challenge:_Challenge.named", Edit("if is_apart and", "if"), "inside another"),
    Switch("formats.challenge:_span", Edit("if top in headings and", "if False and"), "headings that are labels"),
    Switch("formats.definition:_SETTING", NEVER),
    Switch(
        "formats.definition:_terms",
        Edit("while stop > end and mark - stop < 2", "while False and mark - stop < 2"),
        "blank line",
    ),
    Switch("formats.definition:_bodies", Edit(" and not _SENTENCE.search(line)"), "sentences"),
    Switch("formats.definition:_bodies", Edit("after_blank or is_next_term", "after_blank"), "next term"),
    Switch(
        "formats.details:_is_block",
        Edit('return _ITEM.match(next(above, "")) is not None', "return False"),
        "inside items",
    ),
    Switch("formats.details:_is_block", YES, "anywhere"),
    Switch("formats.details:_spans", Edit("if repeats[one.words] * 4 <= max(len(found), 4)"), "repeats"),
    Switch("formats.details:_spans", Edit(" or (is_announced and is_order(one.words))"), "orders"),
    Switch(
        "formats.details:_spans",
        Edit("if len(asking) < 2 or len(asking) * 2 < len(found):", "if len(asking) < 2:"),
        "half",
    ),
    Switch(
        "formats.details:_spans",
        Edit('bool(inside) and not any(names_answer(_TAG.sub("", each.summary)) for each in inside)', "False"),
        "adds",
    ),
    Switch("formats.details:_WRAPPER", NEVER),
    Switch("formats.details:_asked", Edit('if f"</{match[\'name\']}" in match["text"]:', "if False:"), "two wrappers"),
    Switch("formats.details:_BLOCK", NEVER),
    Switch("formats.gaps:_GAP_IN_CODE", NEVER),
    Switch("formats.gaps:_are_in_text", YES),
    Switch("formats.glossary:_GROUP", NEVER),
    Switch("formats.glossary:_are_terms", Edit("asking * 2 <= len(titles) and "), "asking"),
    Switch("formats.glossary:_are_terms", Edit(" and short * 5 >= len(titles) * 4"), "long"),
    Switch("formats.glossary:_are_terms", Edit("if not outline.wanted.is_fixed and", "if False and"), "announced"),
    Switch("formats.heading:_headings", Function(lambda outline: outline.headings)),
    Switch("formats.heading:_PARAGRAPH", NEVER, "paragraphs Q7."),
    Switch(
        "formats.heading:_end_before_answers",
        Function(lambda outline, chosen: min(chosen[-1].stop, len(outline.lines))),
    ),
    Switch("formats.heading:_end_before_answers", Edit("if above or", "if"), "answers above"),
    Switch("formats.heading:_nested", Constant(())),
    Switch("formats.heading:_has_text_first", NO),
    Switch("formats.heading:_has_text_first", YES, "always"),
    Switch("formats.heading:_revealing_lines", Constant([])),
    Switch("formats.heading:_revealing_lines", Edit("repeats[title.casefold()] >= 3 or "), "repeats"),
    Switch("formats.heading:_revealing_lines", Edit(" or names_answer(title)"), "titles"),
    Switch("formats.heading:_REVEAL", NEVER),
    Switch("formats.heading:_ticks", Constant([])),
    Switch("formats.heading:_ATTRIBUTES", NEVER),
    Switch("formats.heading:_ANCHOR", NEVER),
    Switch("formats.heading:heading_title", Edit('("**", "__")', "()"), "bold"),
    Switch("formats.heading:_is_apart", YES),
    Switch("formats.heading:_is_apart", Edit("not contains and "), "chapters"),
    Switch("formats.heading:_is_apart", Edit(" and not is_inside"), "answers"),
    Switch("formats.heading:_rule", Edit("if len(with_q) >= 3:", "if False:"), "1"),
    Switch(
        "formats.heading:_rule",
        Edit("yield 1, [one for one in rank if one.has_q or one.is_clear]", "yield 1, with_q"),
        "1, without Q.",
    ),
    Switch("formats.heading:_rule", Edit("if len(numbered) >= 2 and", "if False and"), "2"),
    Switch(
        "formats.heading:_rule",
        Edit("if one.number is not None or one.is_clear]", "if one.number is not None]"),
        "2, without number",
    ),
    Switch("formats.heading:_rule", Edit("if is_announced:", "if False:"), "3"),
    Switch("formats.heading:_rule", Edit("(len(clear) >= 2 and len(asking_ones) == len(rank)) or "), "3, two"),
    Switch("formats.heading:_rule", Edit("if len(clear) >= 5 and", "if False and"), "4"),
    Switch("formats.heading:_rule", Edit("if is_named and asking_ones:", "if False:"), "5"),
    Switch("formats.heading:_rule", Edit(" or (one.is_order and is_announced)"), "5, orders"),
    Switch("formats.heading:_rise", NO),
    Switch("formats.heading:_rise", YES, "always"),
    Switch("formats.heading:_rise", Edit("b - a == 1 or b == 1", "b - a == 1"), "start again"),
    Switch("formats.heading:_with_continued", Function(lambda asked, others: list(asked))),
    Switch("formats.heading:_with_continued", Edit("(is_next and one.is_clear) or "), "numbers"),
    Switch(
        "formats.heading:_with_continued",
        Edit(" or (is_q and one.has_q and one.heading.level < asked[0].heading.level)"),
        "Q.",
    ),
    Switch("formats.heading:_ONLY_Q", NEVER),
    Switch(
        "formats.heading:section_ends",
        Edit("while element and element.lines.start < heading.line:", "while False:"),
        "collapsed",
    ),
    Switch("formats.labels:_has_answer_above", NO),
    Switch("formats.labels:_answer", Edit("not (mark.is_letter and has_choices)", "True"), "A beside B"),
    Switch("formats.labels:_INLINE", NEVER),
    Switch("formats.labels:_is_apart", YES),
    Switch("formats.labels:_is_apart", Edit("(2 if answers else 4)", "4"), "two columns"),
    Switch("formats.labels:_last", Function(lambda lines, question, answer, stop: (answer, stop))),
    Switch(
        "formats.labels:_last",
        Edit("elif answer and lines[question.line]", "elif False and lines[question.line]"),
        "deeper answer",
    ),
    Switch("formats.labels:_BREAKS", Pattern(new=r"\s*")),
    Switch("formats.labels:_without_bold", Function(_first)),
    Switch("formats.labels:_asked", Edit("while not text[0] and", "while False and"), "question below its label"),
    Switch(
        "formats.labels:_asked", Edit("while below < end and not _BLOCK", "while False and not _BLOCK"), "several lines"
    ),
    Switch(
        "formats.labels:_mark",
        Edit('bool(match["close"]) and (len(word) > 1 or bool(match["number"]))', "False"),
        "bold without sign",
    ),
    Switch("formats.labels:_mark", Edit('not (is_set_apart or word not in ("q", "a"))', "False"), "set apart"),
    Switch("formats.numbered_quiz:_list_below", Edit("len({item.number for item in items}) == 1", "False"), "1. 1. 1."),
    Switch("formats.numbered_quiz:_list_below", Edit(" or (not own and _ITEM.match(lines[first]))"), "not indented"),
    Switch(
        "formats.numbered_quiz:_answers", Edit("(is_named and len(common) * 2 >= len(quiz.items)) or ", ""), "named"
    ),
    Switch("formats.numbered_quiz:_answers", Edit(" or is_same"), "same numbers"),
    Switch("formats.numbered_quiz:_is_quiz", Edit("asks(box.opener.title) or "), "titles that ask"),
    Switch("formats.quiz:_OLD_KEY", NEVER),
    Switch("formats.quiz:_RULE", NEVER),
    Switch("formats.quiz:_HEADING", NEVER),
    Switch("formats.quiz:_is_comment", NO),
    Switch("formats.quiz:_title", Edit("list(islice(numbers, 2)) == [start]", "False"), "single number"),
    Switch(
        "formats.quiz:_options", Edit('elif indent and lines[i].lstrip().startswith(">"):', "elif False:"), "remarks"
    ),
    Switch(
        "formats.quiz:_options",
        Edit("if stop < len(lines) else []", "if False else lines[stop:]"),
        "indented explanation",
    ),
    Switch("formats.table:_is_pair", NO),
    Switch("formats.table:_is_pair", YES, "always"),
    Switch("formats.terms:_SPAN", NEVER),
    Switch("formats.terms:_ATTRIBUTES", NEVER),
    Switch("formats.terms:_BOLD", NEVER),
    Switch("formats.terms:leads_elsewhere", NO),
    Switch("formats.terms:leads_elsewhere", Edit('return sum("]("', 'return True or sum("]("'), "links"),
    Switch("formats.title:_OF_REPOSITORY", NEVER),
    Switch("formats.title:_WORD", Pattern(new="")),
    Switch("formats.title:_question", Edit('" " not in name and ("-" in name or "_" in name)', "False"), "addresses"),
    Switch("formats.title:_question", Edit("is_clear_question(heading) or "), "heading that asks"),
)

_OF_OTHERS = (
    Switch("outline:_swallowed", NO),
    Switch(
        "outline:_fenced",
        Edit('(number, match["mark"]) if match["info"].strip() else fence', "fence"),
        "fence opens in a fence",
    ),
    Switch("outline:_fenced", Edit('line.strip().lstrip("> ")', "line.strip()"), "quotes"),
    Switch("outline:_fenced", Edit('elif "<" in line:', "elif False:"), "comments and raw HTML"),
    Switch("outline:_RAW", NEVER),
    Switch("outline:_UNDERLINE", NEVER),
    Switch("outline:_is_alone", YES),
    Switch(
        "outline:without_closing",
        Edit("return text if before and not before[-1].isspace() else before.rstrip()", "return text"),
    ),
    Switch("outline:_without_code_spans", Function(_first)),
    Switch("outline:_HEADING", Pattern(r"(?P<item>\d{1,5}[.)]\s+)?", "(?P<item>(?!))?"), "in items"),
    Switch("outline:_HEADING", Pattern(r"|(?=\*\*|[Qq]\d)", ""), "##**Bold** and ##Q1"),
    Switch("outline:_HEADING", Pattern(r"|(?<=##)(?=[^\W_])", ""), "##Text"),
    Switch("outline:_HEADING", Pattern(r"\u00a0", ""), "no-break space"),
    Switch("outline:_BOLD", Pattern(r"(?:<br\s*/?>|\\)?\s*", ""), "breaks"),
    Switch("outline:outline_of", Edit('len(match["indent"].expandtabs(4)) < 4', "True"), "indented headings"),
    Switch("outline:outline_of", Edit('f"{wanted.title} {first}".strip()', "wanted.title"), "first heading"),
    Switch("question_numbers:labels_of", Edit("one or other for one, other", "one for one, other"), "by section"),
    Switch("question_numbers:_in_step", Function(lambda labels, taken: list(taken))),
    Switch("question_numbers:_BOLD_LABEL", NEVER),
    Switch("question_numbers:_EMPHASIS", Pattern(new="")),
    Switch("question_numbers:_near", Function(list)),
    Switch("question_numbers:counts_up", YES),
    Switch(
        "question_numbers:counts_up",
        Edit("return len(numbers) >= _LONG and following * 5 >= len(numbers) * 4", "return False"),
        "long lists",
    ),
    Switch("question_numbers:_listed", Edit('if labels[0].mark == ".":', "if False:"), "list markers"),
    Switch("question_numbers:_listed", Edit(" or rising * 2 >= len(numbers) - 1 > 0"), "rising"),
    Switch("question_numbers:_listed", Edit(" and len(asked) * 2 >= len(near)"), "about the number"),
    Switch("question_numbers:label_of", Edit('if mark != ".":', "if True:"), "only a number"),
    Switch("question_numbers:_decided", Edit("label.parts < 4 and "), "addresses"),
    Switch("question_numbers:_decided", Edit('(label.mark == ":" and label.number in of_any)', "False"), "colon"),
    Switch("question_numbers:_LABEL", Pattern(r" (?: \s* \([^()]*\) )?", ""), "Q1 (easy)"),
    Switch("question_numbers:_LABEL", Pattern(r" \| \. (?! [A-Z]\. )".replace("\\|", "|"), ""), "Q1."),
    Switch(
        "question_numbers:_LABEL",
        Pattern(r" | (?:question|q) \s* \#? (?P<n2>\d+) \s+ [-–—] (?= \s ) )", r" | (?P<n2>(?!)) )"),
        "Q1 -",
    ),
    Switch("question_numbers:_LABEL", Pattern(" | 、", ""), "1、"),
    Switch("question_numbers:_LABEL", Pattern(r"(?P<n4>\d+)", "(?P<n4>(?!))"), "(2)"),
    Switch("question_numbers:_LABEL", Pattern(r"(?P<n5>\d+)", "(?P<n5>(?!))"), "#3"),
    Switch("question_numbers:_LABEL", Pattern(r"(?P<n7>\d+)", "(?P<n7>(?!))"), "3 -"),
    Switch("skip_reasons:_are_questions", NO),
    Switch("skip_reasons:_PLACEHOLDER", NEVER),
    Switch("skip_reasons:_HINT", NEVER),
    Switch("skip_reasons:skip_reason", Edit("if entry.has_text_below:", "if False:"), "text below"),
    Switch(
        "skip_reasons:skip_reason",
        Edit("if parts and parts.choices and parts.choices.problem:", "if False:"),
        "problems of choices",
    ),
    Switch("skip_reasons:skip_reason", Edit("asks_nothing(title) and", "False and"), "labels"),
    Switch("unclosed_fences:_is_sound", Edit(" and not inner.search(token.content)"), "fence inside"),
    Switch("unclosed_fences:hidden_lines", Edit(" and (token.map[0] in inside or not broken)"), "after a broken one"),
    Switch("unclosed_fences:open_fences", Constant(())),
    Switch(
        "decode_page:_front_matter",
        Edit("next((i for i, line in enumerate(lines) if opens_question(line)), len(lines))", "len(lines)"),
        "question above",
    ),
    Switch(
        "decode_page:decode",
        Edit('re.sub(rf"^([ \\t]*)[{_MARKS}]+", r"\\1", text, flags=re.MULTILINE)', "text"),
        "byte order marks",
    ),
    Switch(
        "decode_page:decode",
        Edit('re.sub(r"^[ \\t]*[^\\S \\t\\n][^\\S\\n]*$", "", text, flags=re.MULTILINE)', "text"),
        "lines that look blank",
    ),
    Switch("decode_page:decoded_once", Function(_first)),
    Switch("decode_page:_is_front_matter", Edit("if not is_first:", "if False:"), "second block"),
    Switch("read_questions:_without_repeats", Function(lambda asked, context: iter(asked))),
    Switch("read_questions:_without_comments", Function(list)),
    Switch("read_questions:_front_tokens", Edit("() if is_label(text_of(words)) else words", "words"), "labels"),
    Switch("syntax.admonitions:_ends_early", NO),
    Switch("syntax.admonitions:_closes_words", NO),
    Switch("syntax.admonitions:_is_closed_inside", NO),
    Switch("syntax.admonitions:_without_attributes", Function(_first)),
    Switch("syntax.admonitions:_quoted", Edit('if title.endswith("**") and', "if False and"), "bold"),
    Switch("syntax.admonitions:_LAYOUT_KINDS", Value(frozenset({"\0"}))),
    Switch("syntax.bare_numbers:_goes_on", YES, "all are lists"),
    Switch("syntax.bare_numbers:_goes_on", NO, "all are text"),
    Switch("syntax.claimed_lines:_may_start", Edit("if span.is_anywhere:", "if False:"), "anywhere"),
    Switch("syntax.cjk_emphasis:is_east_asian", NO),
    Switch("syntax.html_blocks:_VALUES", Value(frozenset())),
)

SWITCHES: tuple[Switch, ...] = (
    *_OF_LABELS, *_OF_MARKED, *_OF_SPLIT, *_OF_CHOICES, *_OF_GROUPS, *_OF_FORMATS, *_OF_OTHERS,
)  # fmt: skip
