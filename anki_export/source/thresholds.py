"""How much evidence is enough: how many candidates of a page must ask, and what share of them.

A page that has questions in a format has nothing else there, or little: on real pages, at least half of the candidates
ask where they are questions, and at most a third where they are not. So the exact percentages matter little, and the
counts keep out pages on which a few headings happen to ask. Less is enough where more than words says so: a number, a
title that announces questions, an answer beside it.
"""

from msgspec import Struct


class Enough(Struct, frozen=True):
    """At least this many candidates that ask, and this percentage of all."""

    least: int
    percent: int = 0

    def of(self, asking: int, candidates: int) -> bool:
        """Whether that many ask."""
        return asking >= self.least and asking * 100 >= candidates * self.percent


HEADINGS_WITH_Q = Enough(3)
"""`Q.` numbers only questions; one or two may be an example, or a name such as `Q4`."""
NUMBERED = Enough(2, 50)
"""Numbered in steps of one, those that ask or set a task: the chapters of an article are numbered, too."""
NUMBERED_CLEAR = Enough(2, 25)
"""Those of them whose words leave no doubt: otherwise an article about tasks would be a list of questions."""
ALL_ANNOUNCED = Enough(2, 100)
"""Where a title announces questions and every heading of a rank asks or sets a task: those that ask."""
ANNOUNCED = Enough(3, 50)
"""Where a title announces questions, some candidates may be parts of the page, such as an introduction."""
HEADINGS = Enough(5, 60)
"""Where nothing announces questions: articles ask in some of their headings."""
MARKED = Enough(3, 75)
"""Headings with hidden answers or ticked options, of which half ask or set a task."""
POSTPONED = Enough(2, 66)
"""Answers that are not in brackets, where one in brackets says that it comes later."""
BOLD_LINES = Enough(5, 70)
"""The same for bold and other marked lines, which more often have other reasons: captions, emphasis."""
BOLD_LINES_BESIDE = Enough(3, 70)
"""The same beside pages that are read by their bold lines: the share, not the count."""
BOLD_LINES_WITH_NUMBERS = Enough(3, 100)
"""Where all of them are numbered 1, 2, 3: captions and emphasised words are not."""
WITH_ANSWERS = Enough(2, 50)
"""Of candidates that have an answer by their form: collapsed blocks, labels `Q:` and `A:`, two numbered lists."""
MISSING_LABELS = Enough(3, 66)
"""Questions with a label that have one for their answer, too, and look the same: others lack it by mistake."""
BOXES = Enough(2, 60)
"""Admonitions of a kind whose titles ask: one in three may be a link or a summary, as among headings."""
BOXES_OF_ASIDES = Enough(3, 60)
"""The same for kinds such as `note`: an article has two asides that ask more often than a list of two questions."""
LISTS = Enough(5, 60)
"""Items of a list that ask, where nothing announces questions: some notes ask in one or two."""
ANSWERED_ITEMS = Enough(3, 75)
"""Items of a list that ask and have text below them: lists without answers have a remark below some."""
ANSWERED_ANNOUNCED = Enough(3, 60)
"""The same where a title announces questions, for bold items and for lists in which nothing else is: the author has not
yet answered the others."""
FEW_ANSWERED = Enough(3, 25)
"""The same where nothing below them asks and half of it is longer than a remark: what is there are answers."""
ANSWERED_LIST = Enough(4, 100)
"""Items of a list that ask and have text below them, where the list has nothing else."""
ASKING_ROWS = Enough(4, 80)
"""Rows of a table that ask or set a task below heads that say nothing: other tables ask in one or two."""
ABOVE_QUOTES = Enough(3, 80)
"""Paragraphs that ask above quotes, and quotes below such a paragraph: in a text, they are elsewhere, too."""
QUOTES = Enough(3, 75)
"""Quotes of a page that ask above their answers: elsewhere they quote what is discussed."""
BOLD_ITEMS = Enough(2, 66)
"""Bold items of a list that ask, where a title announces questions and most items have text below them."""
SINGLE_BOLD = Enough(4, 66)
"""Questions of a page with a list of which some items, mostly one, are bold: other answers stress a word."""
CLEAR_BOLD = Enough(3, 66)
"""Lists with exactly one such item where the title says that the page is a quiz, or with letters."""
PLUSES = Enough(3, 66)
"""Questions of a page with a list of which some items end in a plus."""
POINTS = Enough(3, 50)
"""Questions of a page with what they are worth in brackets: its words leave no doubt."""
CHOICES = Enough(3, 100)
"""Lists with a tick for one option and a cross for each other one: a list of pros and cons has several pros."""
LETTERED = Enough(4, 75)
"""Questions of a page below which are options with letters: an answer lists its parts so now and then."""
WITHOUT_SIGNS = Enough(2, 75)
"""Of the numbers of titles without a sign after them, those that follow the one before or start again at 1, and two of
which make a list of three."""
TERMS = Enough(0, 80)
"""Short terms of a glossary: headings of a text about glossaries are long."""
LISTED_TERMS = Enough(5, 75)
"""Lines of a glossary with a term and its meaning in a list: others say how to use it, and lists are in definitions."""
HALF = Enough(0, 50)
"""What a page has on purpose is at least half of what looks like it."""
LISTED = Enough(4, 100)
"""Headings in a table of contents that ask: an article without questions lists some that do not."""
REST = Enough(5, 75)
"""Sections of a rank that are questions, where what is between two of them is one, too: of the headings of an
article, at most seven in ten ask."""
SLIP = Enough(3, 50)
"""Headings of a level that ask, with one of a higher level among them that does, too."""
REST_ANNOUNCED = Enough(3, 70)
"""The same where a title announces questions: two thirds are found where half of a page teaches."""
FAQ = Enough(2, 25)
"""Headings that ask on a page whose title says that all of them do: the others name what goes wrong, and are questions,
too."""
MOST_OF_LIST = Enough(3, 75)
"""The items of a list that ask, where others between them only have text below them as these do."""
REST_AT_ENDS = Enough(9, 90)
"""The same for what is above the first question or below the last: introductions and licenses are there."""
SHARED = Enough(3, 33)
"""Questions of a rank that have the same label or heading below them, such as "Source"."""
ONCE = Enough(3, 75)
"""Those of them that have it only once, as far as they have it."""
ANSWERS_OF_PAGES = Enough(3, 25)
"""Pages of a folder with a heading "Answer" below their title: two or three layouts may share it."""
SEVERAL_ANSWERS = Enough(2)
"""Such pages, or with a label for the answer, beside pages whose titles ask: one may be a report of a problem."""
SOLUTIONS_OF_PAGES = Enough(3, 50)
"""Pages of a folder with any heading for the answer: articles about a problem have a solution, too."""
EVIDENT_KEY = Enough(3, 75)
"""Letters of options with the numbers of questions above, of questions with options, where no word names a key."""
TASKS_BESIDE_ANSWERS = Enough(2)
"""Folders with nothing but a task and its answer, by the names of the pages: one may be a problem and how it went."""
CARDS_OF_PAGES = Enough(2)
"""Pages of a folder that begin with the label of a flashcard, as one article may."""
SECTIONS = Enough(2, 75)
"""Headings of a rank that ask, as on other pages of the folder: the share of `REST`, not the count."""
COLLAPSED_OF_PAGES = Enough(3, 75)
"""Pages of a folder with nothing but a task and a collapsed block of the same title."""
SECTIONS_OF_PAGES = Enough(2, 50)
"""Pages of a folder with such headings, of which there are as many together as `HEADINGS` says: few articles have."""
NUMBERS_OF_PAGES = Enough(3, 25)
"""Pages of a folder whose title is "Question" and a number, and most of which ask below it."""
OTHER_NUMBERS_OF_PAGES = Enough(5, 60)
"""Pages of a folder whose title is another word and a number: lessons and chapters are numbered, too."""
TITLES_OF_PAGES = Enough(10, 51)
"""Pages of a folder whose titles ask: some articles of a blog do, and most of the articles of few blogs."""
TITLES_ANNOUNCED = Enough(5, 75)
"""The same below a page that announces questions, such as the README of the repository."""
LISTED_TITLES = Enough(3, 75)
"""The same of those that such a page lists as questions or tasks; others may be an index, or about how to take part."""
ALL_TITLES = Enough(3, 100)
"""The same of all of them; where nothing announces questions, they are only reported."""
TICKS_OF_PAGES = Enough(5, 50)
"""Pages of a folder with a question above options of which one or two are ticked: people tick what they plan, too."""
QUARTER = Enough(1, 25)
"""Pages in a subfolder whose titles ask: the folder has pages like those of the others. And pages of a folder with
questions in a format: a manual has one page of questions beside many articles."""
BESIDE_OTHERS = Enough(0, 60)
"""Lines of a rank that ask or are numbered, beside pages of such questions: the share of `HEADINGS`, not the count."""
LINES_THAT_ASK = Enough(3)
"""Lines in a format that is not read, of which half ask: this many deserve a message."""
LINES_ELSEWHERE = Enough(6)
"""The same on pages without a level, which may be about the site, if half of the lines have neither number nor `Q`."""
LINES_IN_TEXT = Enough(6, 10)
"""The same of all lines with text, whatever their layout: where a text asks in passing, one line in fifty does."""
ASKING_LINES = Enough(3, 51)
"""Lines with ` :: ` or `?::` that ask in front of it, of all: code and fields of notes do not."""
ANSWERED_IN_LINE = Enough(3, 25)
"""Those with more text behind the question, as for the answer: two may be in an introduction, and few in an article."""
NEARLY = Enough(4, 50)
"""Lines of a rank that ask on a page without a card: what is left of `HEADINGS` and `BOLD_LINES` if one is damaged."""
NEARLY_ANNOUNCED = Enough(2, 33)
"""What is then left of `ANNOUNCED`, and of `NUMBERED`."""
ON_REQUEST = Enough(5)
"""Terms and titles on a whole site that deserve a message: fewer are not a glossary."""
INTRODUCED = Enough(6, 100)
"""The labels of a page of hashcards, at least one for each line of text above them: an article may show a few cards."""
LABELS_REPEAT = 3
"""A line repeated this often on a page is a label, such as "Show answer", not a question; a sign that ends this many
questions is one of difficulty."""
