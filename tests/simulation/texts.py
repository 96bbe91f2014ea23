"""Questions and answers: telling ones, generic prompts that pages share, programs, and short answers."""

import re
from itertools import count
from random import Random
from typing import NamedTuple

AREAS = """Mutexes|Deadlocks|Garbage Collection|Load Balancing|Name Resolution|Certificates|Indexes|Transactions
Message Queues|Caching|Sharding|Containers|Schedulers|Virtual Memory|File Systems|Consensus|Compilers|Type Inference
Regular Expressions|Linkers|Profiling|Logging|Tracing|Feature Flags|Migrations|Backups|Firewalls|Routing|Sessions
Access Tokens|Hash Tables|Heaps|Graphs|Sorting|Recursion|Closures|Generators|Decorators|Coroutines|Interrupts
Bootloaders|Device Drivers|Packages|Releases|Code Review|Branches|Monitoring|Alerts|Capacity|Replication
Streams|Snapshots|Partitions|Encodings|Time Zones|Signals|Sockets|Pipelines|Templates|Plugins""".replace(
    "\n", "|"
).split("|")
"""What pages are about; none is a level."""
THINGS = """mutex semaphore barrier scheduler allocator arena cache index cursor trigger transaction savepoint replica
shard broker consumer topic offset container image layer registry volume proxy gateway resolver zone certificate token
session cookie header payload parser lexer grammar linker loader symbol closure generator coroutine decorator iterator
heap trie bitmap filter counter gauge histogram span sampler journal snapshot checkpoint inode descriptor pipe socket
signal handler interrupt driver kernel hypervisor enclave keyring vault hook fixture stub profiler debugger""".split()
PROMPTS = (
    "What is a {a} good for in a {b}?",
    "How does a {a} differ from a {b}?",
    "When would you use a {a} instead of a {b}?",
    "Why does a {a} need a {b}?",
    "What happens when a {a} loses its {b}?",
    "Which problem does a {a} solve for a {b}?",
    "How do you find a {a} that blocks a {b}?",
    "Who may close the {a} of a {b}?",
    "What limits the number of {a}s per {b}?",
    "How large should the {a} of a {b} be?",
    "Why is a {a} slower than a {b}?",
    "What must be true of a {a} before a {b} starts?",
)
GENERIC = (
    "What are the benefits?",
    "What are the drawbacks?",
    "Is it thread-safe?",
    "When should you use it?",
    "What does it cost?",
    "How do you test it?",
    "What are common mistakes?",
    "Does it survive a restart?",
)
"""Prompts that make sense only on their page."""
PROGRAM = ("What's the output?", "What does this print?")
"""Prompts whose question is the code below them."""
PROGRAMS = (
    "print({n} + {m})",
    "print(list(range({n}, {m}, 3)))",
    'print("{a}"[{n} % 3:])',
    "total = {n}\nfor i in range({m} % 7):\n    total += i\nprint(total)",
    'names = ["{a}", "{b}"]\nprint(sorted(names)[-1], {n})',
)
SHORT = "Yes|No|Never|Always|Two|Three|None|O(n)|O(log n)|Port 443|The caller|The kernel|Once|A {a}|The {b}".split("|")
VERBS = """keeps|copies|hides|drops|delays|orders|counts|merges|splits|signs|checks|wakes|blocks|retries|flushes|maps
frees|reserves|shares|records|repeats|limits|moves|wraps|binds|evicts|renews|scans|fills|rejects""".replace(
    "\n", "|"
).split("|")
THINGS_DONE = """pending writes|open handles|stale entries|idle workers|old versions|failed requests|dirty pages
free blocks|shared state|local copies|late events|hot keys|cold rows|unused memory|secret values|broken links|wide rows
small files|slow readers|lost updates|partial results|long queues|spare capacity|duplicate messages""".replace(
    "\n", "|"
).split("|")
CLAUSES = """before the next commit|while others wait|until the lease ends|so that readers never block
unless a quorum agrees|after every failover|even without a network|at the price of latency|in constant time
for each tenant|only on the leader|in the order of arrival|as soon as space runs low|with one round trip
if the version matches|when the timer fires|without a lock|twice a day|under heavy load|across regions""".replace(
    "\n", "|"
).split("|")
REWORDINGS = (
    (r"^What is ", "What's "),
    (r"^What ", "What exactly "),
    (r"^How do you ", "How would you "),
    (r"^How does ", "How exactly does "),
    (r"^Why does ", "Why exactly does "),
    (r"^Why is ", "Why, in general, is "),
    (r"^When would ", "When should "),
    (r"^When should ", "When would "),
    (r"^Which ", "Exactly which "),
    (r"^Who ", "Exactly who "),
    (r"^Is it ", "Is it really "),
    (r"^Does it ", "Does it really "),
    (r" a ", " the "),
    (r" of a ", " of one "),
    (r"\?$", " in practice?"),
    (r"^What ", "what "),
    (r"\?$", "??"),
)
"""Other words for the same question: a pattern and its replacement."""


_LONGER_WORD = re.compile(r"\w{5,}")


class Text(NamedTuple):
    """What a question says."""

    prompt: str
    code: str
    answer: str
    explanation: str
    telling: bool
    """Whether prompt and answer are enough to recognise it: no generic prompt, no short answer."""


def letters(text: str) -> str:
    """A text without white space, as it can be compared with what a card shows.

    >>> letters("What is  a tag?")
    'Whatisatag?'
    """
    return "".join(text.split())


def telling_prompt(rng: Random) -> str:
    a, b = rng.sample(THINGS, 2)
    return rng.choice(PROMPTS).format(a=a, b=b)


def sentence(rng: Random) -> str:
    """An answer or explanation of seven to fourteen words, without a full stop."""
    start = f"It {rng.choice(VERBS)} {rng.choice(THINGS_DONE)} {rng.choice(CLAUSES)}"
    return start if rng.random() < 0.5 else f"{start} and {rng.choice(VERBS)} {rng.choice(THINGS_DONE)}"


def short(rng: Random) -> str:
    a, b = rng.sample(THINGS, 2)
    return rng.choice(SHORT).format(a=a, b=b)


def program(rng: Random) -> str:
    a, b = rng.sample(THINGS, 2)
    return rng.choice(PROGRAMS).format(a=a, b=b, n=rng.randrange(2, 99), m=rng.randrange(100, 999))


def new_text(rng: Random) -> Text:
    """What a new question says: six of ten are telling, the others are generic, programs, or have a short answer."""
    kind = rng.random()
    if kind < 0.6:
        return Text(telling_prompt(rng), "", sentence(rng), sentence(rng), True)
    if kind < 0.7:
        return Text(telling_prompt(rng), "", short(rng), sentence(rng), False)
    if kind < 0.9:
        answer = short(rng) if rng.random() < 0.4 else sentence(rng)
        return Text(rng.choice(GENERIC), "", answer, sentence(rng), False)
    return Text(rng.choice(PROGRAM), program(rng), short(rng), sentence(rng), False)


def sibling(rng: Random, text: Text) -> Text:
    """A question in nearly the same words that asks about something else."""
    things = [thing for thing in THINGS if re.search(rf"\b{thing}s?\b", text.prompt)]
    if not things:
        return new_text(rng)
    other = rng.choice([thing for thing in THINGS if thing not in things])
    prompt = re.sub(rf"\b{rng.choice(things)}(s?)\b", rf"{other}\1", text.prompt)
    return Text(prompt, "", _other_sentence(rng, text), _other_sentence(rng, text), True)


def _other_sentence(rng: Random, text: Text) -> str:
    """A sentence that shares no longer word with an answer and its explanation."""
    used = set(_LONGER_WORD.findall(f"{text.answer} {text.explanation}"))
    return next(other for _ in count() if used.isdisjoint(_LONGER_WORD.findall(other := sentence(rng))))


def rewordings(prompt: str) -> list[str]:
    """Other words for a prompt; empty if there are none."""
    return [other for pattern, to in REWORDINGS if (other := re.sub(pattern, to, prompt, count=1)) != prompt]
