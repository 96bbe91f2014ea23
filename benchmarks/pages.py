"""Generate a site of interview questions of any size, the same on every machine.

    python benchmarks/pages.py FOLDER [QUESTIONS]

Twenty questions per page, three levels per topic, front matter and paths as in source/. The structure of the bodies and
the lengths of the sentences follow a real site; the words are generated, with frequencies as in natural language.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

LEVELS = ("Basics", "Intermediate", "Advanced")
PER_PAGE = 20

SHAPES: tuple[tuple[float, str], ...] = (
    (58, "bold line"),
    (5, "bold list"),
    (3, "bold code"),
    (2, "bold line line"),
    (3, "bold"),
    (18, "plain"),
    (9, "lead list"),
    (1, "plain code"),
    (0.3, "plain table"),
    (0.7, "plain line"),
)
"""Of a hundred bodies, how many have which structure: the first block, then others."""
_LINKED = 0.02
_CODE_SPANS = (42, 20, 14, 11, 7, 4, 2)
"""Of a hundred questions, how many have 0, 1, 2, … code spans."""

_ROOTS = """
access account address agent alarm alert archive artifact backup balance batch beacon boundary branch bridge broker
bucket buffer build bundle cache callback canary capacity carrier cell certificate channel checkpoint client clock
cluster column command commit conflict connection consumer container context contract controller cookie counter cursor
deadline default deployment device digest directory domain drift driver edge element endpoint engine entry envelope
epoch error event exporter factory failure feature field filter flag fleet fold format frame function gate gateway grant
graph group guard handler handle hash header heap history hook host image index ingress inode instance interval journal
kernel key label latency layer lease ledger limit link listener loader lock log loop manifest map marker mask memory
merge message metric migration mirror module monitor mount mutex namespace network node object offset operator owner
packet page parent partition patch path payload peer period permission pipeline plan plugin pointer policy pool port
position prefix probe process profile protocol provider proxy quorum quota range rate reader record region registry
relay release replica request reserve resolver resource response retry revision role rollback root route rule runner
sample schedule schema scope seal secret segment selector sensor session shard signal slot snapshot socket source span
stage state station status storage stream string subnet supervisor switch symbol table target task template tenant
thread threshold timer token topic trace track transfer tree trigger tunnel unit update upload user value variable vault
vector version view volume watch weight window worker workspace writer zone
""".split()
_FRONTS = """
 auto back bare base bulk co cold counter cross data deep down dry dual early edge eager ever ex extra fair fast first
 flat free front full half hard head high hot hyper idle in inter lazy left light live local long low macro main master
 mega meta micro mid mini mono multi near net new non null off old on open outer over pair para peer poly post pre
 pseudo quick raw re read right safe self semi shadow short side single slow soft split stale static sub super sync
 tail thin top trans twin ultra under uni up warm weak wide write zero
""".split()
_ADJECTIVES = """
atomic available blocked broken busy cheap closed complete consistent constant current dead delayed dirty distinct
durable dynamic empty equal expired external fixed fragile frozen global hidden idempotent immutable independent
internal invalid isolated joint large late local mutable nested noisy optional ordered orphaned parallel partial
permanent persistent plain private public random recent redundant remote safe sequential shared silent single slow
sorted sparse stable stale strict temporary transient trusted unique unused valid visible volatile
""".split()
_VERBS = """
accept acquire allow apply attach await bind block call change check claim close collect compare compress confirm copy
count create decode defer delete deliver detach discard drain drop encode evict expand expire export fetch flush
forward freeze grow hold import inherit inspect invoke isolate join keep limit list load log lower mark measure merge
mount move notify open order override parse pass pause poll prefer probe publish pull push queue raise read rebuild
receive record recover reduce refresh reject release remove rename renew repeat replace replay report require reset
resolve resume retain retry return reuse revoke rotate route run scale scan schedule seal select send share shrink sign
skip sort split start stop store stream swap tag track trim unlock update validate verify wait wake warm watch write
""".split()

QUESTIONS = """
What is a @N?
What does the @N do to a @N?
What happens when @Ns can't @V the @N?
Why would you @V a @N before the @N?
How do you @V @Ns without a @N?
How does a @N @V @A @Ns?
When should a @N @V the @N instead of the @N?
Which @N lets you @V @A @Ns?
Where does the @N keep its @Ns?
What is the difference between a @N and @A @Ns?
How would you find out why @Ns do not @V?
Which of the @N settings make @A @Ns @V the @N?
Why is a @A @N slower than a @N, and what would you change?
@Ns @V behind a @N. How do you @V them when it fails?
What must be true of a @N before @Ns may @V it?
Name a @N that can @V @A @Ns.
""".strip().split("\n")
_ANSWERS = """
The @N
@A @Ns
The @N of the @N
To @V the @N
A @A @N and its @N
It can @V @Ns only with a @A @N
The @N keeps its @Ns until @Ns ask to @V them
Because @Ns must @V the @N before it is @A
You @V the @N first, and then @V the @N on each @N
A @A @N, which lets @Ns @V the @N without another @N
It depends on the @N: @A @Ns can @V it, while a @N has to wait for its @N
The @N is @A and belongs to one @N; a @N is @A, so many can @V it at the same time
Use a @N with @A @Ns, @V the @N in small steps, and @V the rest once the @N has become @A again
The first can @V @Ns at any time, the second needs a @N; with a @A @N both come to the same @N, but only one can @V it
""".strip().split("\n")
SENTENCES = """
A @N can @V its @Ns as long as the @N stays @A.
Without it, @Ns would have to @V each @N on their own.
Most of the time a @A @N is enough, and the @N is not needed.
This keeps @Ns @A, even where the @N and its @N differ.
With a @N you @V the @A @N once and reuse it for every @N.
If the @N is @A, @Ns will @V it, so check the @N first.
The price is @A @Ns: it takes longer to @V one than a @N.
Each @N has a @N of its own, which @Ns can't @V.
It is best to @V @Ns in advance and to leave the @A @N alone, since a @N may @V it later.
Teams often @V a @N here by mistake and then wonder why @Ns are @A on one @N but not on another.
""".strip().split("\n")
_LEADS = """
A @N has @S parts:
These @S steps @V the @N:
There are @S ways to @V a @N:
""".strip().split("\n")
_ITEMS = ("A @A @N", "**@N**: @V the @N", "@V the @N in its @N", "@Ns that can @V @A @Ns", "`@w @w` for the @N")
_CODE = {
    "bash": ("@w @V --@w @w", "@w @V @w | sort > @w.txt", "# @V the @N", 'export @W="@w-@w"', "@w @V @w --dry-run"),
    "yaml": ("@w:", "  @w: @w", "  - @w: true", "  @w: 3  # @A", "@w: [@w, @w]"),
    "python": ("def @w(@w):", "    return @w.@w(@w)", "import @w", '@w = ["@w", 3]', "# @V @N"),
    "hcl": ('resource "@w" "@w" {', "  @w = 3", '  @w = "@w"', "}"),
}
_LANGUAGES = (("bash", 70), ("yaml", 12), ("python", 10), ("hcl", 8))


@dataclass(frozen=True, slots=True)
class Written:
    """A question as written by an author: the title, and the dedented lines of the body."""

    title: str
    body: tuple[str, ...]

    def block(self, number: int) -> str:
        """The question on a page."""
        body = "\n".join(f"    {line}" if line else "" for line in self.body)
        return f'??? question "{number}. {self.title}"\n{body}'


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of a topic at a level; `path` is relative to the source folder."""

    path: str
    topic: str
    level: str
    questions: tuple[Written, ...]

    @property
    def deck(self) -> str:
        """The name of the deck of its cards."""
        return f"{self.topic}::{LEVELS.index(self.level) + 1} {self.level}"

    @property
    def text(self) -> str:
        """The content of the file."""
        head = (
            f'---\ntitle: "{self.topic} Interview Questions - {self.level}"\n'
            f'description: "{len(self.questions)} {self.topic} questions."\n---\n\n# {self.level} Questions\n\n'
        )
        return head + "\n\n".join(q.block(i) for i, q in enumerate(self.questions, 1)) + "\n"


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of which nothing but the text is known."""

    path: str
    text: str


def site(questions: int, seed: int = 1) -> Iterator[PageOf]:
    """The pages of a site; larger sites have more topics, and more pages at each level of a topic."""
    pages_a_level = 1 if questions <= 2_000 else 2 if questions <= 20_000 else 4
    number, left = 0, questions
    while left > 0:
        for page in topic_pages(number, pages_a_level, seed):
            if left <= 0:
                return
            yield PageOf(page.path, page.topic, page.level, page.questions[:left])
            left -= len(page.questions)
        number += 1


def topic_pages(number: int, pages_a_level: int, seed: int = 1) -> Iterator[PageOf]:
    """The pages of one topic, without duplicate questions."""
    random = Random(f"{seed}/{number}")
    words = Words(random)
    name = topic_name(number)
    folder = name.lower().replace(" ", "-")
    asked: set[str] = set()
    for level in LEVELS:
        for i in range(1, pages_a_level + 1):
            found: list[Written] = []
            while len(found) < PER_PAGE:
                question = _question(words)
                if question.title.casefold() not in asked:
                    asked.add(question.title.casefold())
                    found.append(question)
            file = "index" if i == 1 else f"part-{i}"
            yield PageOf(f"{folder}/{level.lower()}/{file}.md", name, level, tuple(found))


def one_topic(questions: int, seed: int = 1) -> Iterator[PageOf]:
    """A single topic with this number of questions."""
    left = questions
    for page in topic_pages(0, -(-questions // (PER_PAGE * len(LEVELS))), seed):
        if left > 0:
            yield PageOf(page.path, page.topic, page.level, page.questions[:left])
        left -= len(page.questions)


def reworded(page: PageOf, seed: int = 1) -> PageOf:
    """The page after a revision: every question is reworded, and every third answer, too."""
    random = Random(f"{seed}/{page.path}")
    return PageOf(page.path, page.topic, page.level, tuple(_reworded(q, random) for q in page.questions))


def _reworded(question: Written, random: Random) -> Written:
    words = question.title.split()
    place = random.randrange(1, len(words))
    words[place] = f"{random.choice(_ADJECTIVES)} {words[place]}"
    opening = random.choice(["In practice:", "In short:", "As a rule:", "In an interview:"])
    body = question.body
    if random.random() < 1 / 3:
        head, _, rest = body[0].partition(" ")
        body = (f"{head} {random.choice(_ADJECTIVES)} {rest}" if rest else body[0], *body[1:])
    return Written(f"{opening} {' '.join(words)}", body)


def write(pages: Iterable[PageOf | TextPage], root: Path) -> int:
    """Write the pages below `root`; returns their number."""
    count = 0
    for page in pages:
        path = root / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text)
        count += 1
    return count


def topic_name(number: int) -> str:
    """A name such as `Atomic Relay`, different for each number."""
    first, second = divmod(number, len(_ROOTS))
    colour = _ADJECTIVES[(number * 7 + first) % len(_ADJECTIVES)]
    return f"{colour} {_ROOTS[(second * 37 + first) % len(_ROOTS)]}".title() + (f" {first + 1}" if first else "")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """All nouns with their cumulative weights: the n-th is used about 1/n as often as the first (Zipf)."""
    order = Random("vocabulary")
    rare = [front + root for front in _FRONTS for root in _ROOTS]
    nouns = order.sample(_ROOTS, len(_ROOTS)) + order.sample(rare, len(rare))
    return nouns, list(accumulate(1 / (rank + 3) for rank in range(len(nouns))))


class Words:
    """Chooses words: half of the nouns are from the topic, half from all nouns."""

    def __init__(self, random: Random) -> None:
        self.random = random
        nouns, weights = _vocabulary()
        self._own = random.sample(nouns, 400)
        self._own_weights = weights[:400]

    def noun(self) -> str:
        nouns, weights = _vocabulary()
        if self.random.random() < 0.5:
            nouns, weights = self._own, self._own_weights
        return self.random.choices(nouns, cum_weights=weights)[0]

    def fill(self, pattern: str) -> str:
        """A pattern with its placeholders replaced by words."""
        first, *parts = pattern.split("@")
        text = first + "".join(self._word(part[0]) + part[1:] for part in parts)
        text = re.sub(r"(?<=[^aeiou])ys\b", "ies", text)
        text = re.sub(r"(?<=s|x)s\b|(?<=ch|sh)s\b", "es", text)
        return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)

    def _word(self, mark: str) -> str:
        choice = self.random.choice
        match mark:
            case "V":
                return choice(_VERBS)
            case "A":
                return choice(_ADJECTIVES)
            case "S":
                return choice(("two", "three", "four"))
            case "W":
                return self.noun().upper()
            case _:
                return self.noun()

    def sentence(self, patterns: Sequence[str]) -> str:
        text = self.fill(self.random.choice(patterns))
        return text[0].upper() + text[1:]


def _question(words: Words) -> Written:
    random = words.random
    shape = random.choices([name for _, name in SHAPES], [weight for weight, _ in SHAPES])[0]
    body = [line for part in shape.split() for line in ("", *PARTS[part](words))][1:]
    title = words.sentence(QUESTIONS)
    lines = [title, *body]
    prose = [i for i, line in enumerate(lines) if line and not line.startswith("|")]
    for _ in range(0 if "code" in shape else random.choices(range(len(_CODE_SPANS)), _CODE_SPANS)[0]):
        place = random.choice([*prose, *prose[1:]])  # twice as likely in the body
        lines[place] = with_span(lines[place], random)
    return Written(lines[0], tuple(lines[1:]))


def with_span(line: str, random: Random) -> str:
    """The line with one of its nouns as a code span."""
    parts = line.split(" ")
    places = [i for i, part in enumerate(parts) if part.isalpha() and i > 1 and len(part) > 5]
    if places:
        place = random.choice(places)
        parts[place] = f"`{parts[place]}`"
    return " ".join(parts)


def _bold(words: Words) -> list[str]:
    return [f"**{words.sentence(_ANSWERS)}**."]


def _line(words: Words) -> list[str]:
    text = words.sentence(SENTENCES)
    if words.random.random() < _LINKED * 1.6:
        text = text[:-1] + f", see [{words.noun()}](https://example.org/{words.noun()}/)."
    return [text]


def _plain(words: Words) -> list[str]:
    return [f"{words.sentence(_ANSWERS)}. {words.sentence(SENTENCES)}"]


def _list(words: Words) -> list[str]:
    sign = "1." if words.random.random() < 0.13 else "-"
    return [f"{sign} {words.sentence(_ITEMS)}" for _ in range(words.random.choice((2, 3, 3, 3, 4)))]


def _lead(words: Words) -> list[str]:
    return [words.sentence(_LEADS)]


def _fence(words: Words) -> list[str]:
    language = words.random.choices([name for name, _ in _LANGUAGES], [weight for _, weight in _LANGUAGES])[0]
    lines = [words.fill(words.random.choice(_CODE[language])) for _ in range(words.random.randrange(1, 6))]
    return [f"```{language}", *lines, "```"]


def _table(words: Words) -> list[str]:
    rows = [f"| {words.noun()} | {words.sentence(('@A @Ns', '@V the @N'))} |" for _ in range(3)]
    return ["| Name | What it does |", "| --- | --- |", *rows]


PARTS = {
    "bold": _bold, "line": _line, "plain": _plain, "lead": _lead, "list": _list, "code": _fence, "table": _table,
}  # fmt: skip


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 1_200
    print(f"{write(site(size), Path(sys.argv[1]))} pages")


if __name__ == "__main__":
    main()
