"""Quizzes in all combinations of how authors mark a question, its options, and the right ones."""

from collections.abc import Callable

import pytest

from tests.support.reading import read_text

QUESTIONS = {
    "The sail before the mast is": (("a jib", "a keel", "a cleat"), {0}),
    "What holds a boat upright?": (("a fender", "a buoy", "a keel"), {2}),
    "The longest pole of all is": (("the boom", "the mast", "the gaff", "the oar"), {1}),
    "Which of these are ropes?": (("a sheet", "a thwart", "a halyard"), {0, 2}),
    "A boat is tied to": (("a rudder", "a cleat", "a shroud"), {1}),
}
MARKS: dict[str, Callable[[int, str], str]] = {
    "heading": lambda n, text: f"### {text}",
    "heading with a number": lambda n, text: f"### {n}. {text}",
    "heading with Q": lambda n, text: f"## Q{n}: {text}",
    "heading above": lambda n, text: f"### Question {n}\n\n{text}",
    "bold": lambda n, text: f"**{text}**",
    "bold with a number": lambda n, text: f"**{n}. {text}**",
    "bold label": lambda n, text: f"**Q{n}:** {text}",
    "bold above": lambda n, text: f"**Question {n}**\n\n{text}",
    "item": lambda n, text: f"{n}. {text}",
    "bold item": lambda n, text: f"{n}. **{text}**",
    "bullet": lambda n, text: f"- {text}",
    "label": lambda n, text: f"Q{n}. {text}",
    "label alone": lambda n, text: f"Q: {text}",
    "number in brackets": lambda n, text: f"**[Q{n}] {text}**",
    "quote": lambda n, text: f"> {text}",
    "paragraph": lambda n, text: text,
}
OPTIONS: dict[str, Callable[[int], str]] = {
    "bullets": lambda i: "- ",
    "asterisks": lambda i: "* ",
    "letters": lambda i: f"{'ABCD'[i]}) ",
    "small letters": lambda i: f"{'abcd'[i]}. ",
    "letters in bullets": lambda i: f"- {'ABCD'[i]}) ",
    "letters in parentheses": lambda i: f"({'ABCD'[i]}) ",
    "Russian letters": lambda i: f"{'абвг'[i]}) ",
    "numbers": lambda i: f"{i + 1}. ",
    "numbers in parentheses": lambda i: f"{i + 1}) ",
}
SIGNS: dict[str, Callable[[str, str, bool], str]] = {
    "bold": lambda mark, text, is_right: f"{mark}**{text}**" if is_right else mark + text,
    "bold with the letter": lambda mark, text, is_right: _bold(mark, text) if is_right else mark + text,
    "underlined": lambda mark, text, is_right: f"{mark}<u>{text}</u>" if is_right else mark + text,
    "highlighted": lambda mark, text, is_right: f"{mark}=={text}==" if is_right else mark + text,
    "coloured": lambda mark, text, is_right: (
        f'{mark}<span style="color: red">{text}</span>' if is_right else mark + text
    ),
    "italic": lambda mark, text, is_right: f"{mark}*{text}*" if is_right else mark + text,
    "a span of Pandoc": lambda mark, text, is_right: f"{mark}[**{text}**]{{.underline}}" if is_right else mark + text,
    "tick behind": lambda mark, text, is_right: f"{mark}{text}{' ✅' * is_right}",
    "tick and crosses": lambda mark, text, is_right: f"{mark}{'✅' if is_right else '❌'} {text}",
    "word": lambda mark, text, is_right: f"{mark}{text}{' (correct)' * is_right}",
    "plus": lambda mark, text, is_right: f"{mark}{text}{' +' * is_right}",
    "box": lambda mark, text, is_right: f"- [{'x' if is_right else ' '}] {mark.lstrip('-* ')}{text}",
}
LABELS = {
    "label": "Answer: {}",
    "bold label": "**Answer: {}**",
    "two words": "**Correct answer:** {}",
    "quote": "> Answer: {}",
    "collapsed": "<details><summary>Answer</summary>\n\n{}\n\n</details>",
}
INDENTS = {"item": "   ", "bold item": "   ", "bullet": "  "}


def _bold(mark: str, text: str) -> str:
    bullet, letter = ("- ", mark[2:]) if mark[:2] == "- " else ("* ", "") if mark == "* " else ("", mark)
    return f"{bullet}**{letter}{text}**"


def _page(question: str, option: str, sign: str) -> str:
    parts = ["# Boat quiz"]
    for n, (text, (options, right)) in enumerate(QUESTIONS.items(), 1):
        marks = [OPTIONS[option](i) for i in range(len(options))]
        marked = SIGNS.get(sign, lambda mark, text, is_right: mark + text)
        lines = [marked(mark, one, i in right) for i, (mark, one) in enumerate(zip(marks, options, strict=True))]
        if sign in LABELS:
            lines += ["", *LABELS[sign].format(", ".join(marks[i].strip("-(). ") for i in sorted(right))).split("\n")]
        below = "\n".join(INDENTS.get(question, "") + line if line else "" for line in lines)
        parts.append(f"{MARKS[question](n, text)}\n\n{below}")
    return "\n\n".join(parts)


@pytest.mark.parametrize("question", MARKS)
def test_each_question_is_a_right_card_however_it_and_its_options_are_marked(question: str) -> None:
    for option in OPTIONS:
        for sign in (*SIGNS, *LABELS):
            is_unnamed = sign in LABELS and option in ("bullets", "asterisks")
            is_apart = question == "quote" and sign == "collapsed"  # quotes lead to the answer
            is_name = sign == "italic" and "letters" not in option  # or a foreign word
            if is_unnamed or is_apart or is_name or (sign == "box" and option.startswith("numbers")):
                continue
            page = _page(question, option, sign)
            cards, _ = read_text(page, "boats.md")
            found = {card.question_text.partition("\n")[0]: card for card in cards}
            for text, (options, right) in QUESTIONS.items():
                card = found.get(text)
                assert card, f"{option}, {sign}: no card asks {text!r}\n{page}"
                answer = card.answer_text.split("\n")
                assert all(one in card.question_text for one in options), f"{option}, {sign}\n{page}"
                assert answer == [options[i] for i in sorted(right)], f"{option}, {sign}\n{page}"
            assert len(cards) == len(QUESTIONS), f"{option}, {sign}\n{page}"
