"""A sibling in the place of a question takes no card: "What is UDP?" is not "What is TCP?" in other words."""

import pytest

from anki_export.release.match_probability import AUTOMATIC, EVEN, Text, evidence, in_words, pairs, settle
from anki_export.release.rewording_or_sibling import asks_something_else
from tests.support.project import Project, block

SIBLINGS = [
    (
        "What is TCP used for?",
        "For transfers that must be complete, such as web pages and mail.",
        "What is UDP used for?",
        "For transfers that must be fast, such as calls and games.",
    ),
    (
        "Which port does HTTP use by default?",
        "80",
        "Which port does HTTPS use by default?",
        "443",
    ),
    (
        "Which port does HTTP use by default?",
        "Port 80.",
        "Which port does HTTPS use by default?",
        "Port 443.",
    ),
    (
        "What are the advantages of microservices?",
        "Teams deploy and scale each service on its own.",
        "What are the disadvantages of microservices?",
        "Networks fail, and data is spread over many services.",
    ),
    (
        "When should you use a global variable?",
        "For constants and for state that the whole program shares.",
        "When should you not use a global variable?",
        "When functions would depend on hidden state.",
    ),
    (
        "When should you use inheritance?",
        "When one type really is a kind of another.",
        "When should you not use inheritance?",
        "When you only want to share code.",
    ),
    (
        "Which rows does a left join return?",
        "All rows of the left table, and the matching rows of the right table.",
        "Which rows does a right join return?",
        "All rows of the right table, and the matching rows of the left table.",
    ),
    (
        "How do you create a branch in Git?",
        "`git branch name`",
        "How do you delete a branch in Git?",
        "`git branch -d name`",
    ),
    (
        "How do you create a branch in Git?",
        "With `git branch` and the name.",
        "How do you delete a branch in Git?",
        "With `git branch -d` and the name.",
    ),
    (
        "Who wrote Hamlet?",
        "William Shakespeare.",
        "Who wrote Macbeth?",
        "William Shakespeare.",
    ),
    (
        "Who wrote Hamlet?",
        "William Shakespeare, around 1600.",
        "Who wrote Macbeth?",
        "William Shakespeare, around 1606.",
    ),
    (
        "Who wrote Hamlet?",
        "Shakespeare",
        "Who wrote Faust?",
        "Goethe",
    ),
    (
        "What is the capital of France?",
        "Paris",
        "What is the capital of Spain?",
        "Madrid",
    ),
    (
        "In which year did the First World War begin?",
        "1914",
        "In which year did the Second World War begin?",
        "1939",
    ),
    (
        "What does the status code 404 mean?",
        "The page was not found.",
        "What does the status code 500 mean?",
        "The server failed.",
    ),
    (
        "How do you stop a container in Docker?",
        "`docker stop name`",
        "How do you start a container in Docker?",
        "`docker start name`",
    ),
    (
        "What is the time complexity of inserting into an array list at the end?",
        "Amortised O(1).",
        "What is the time complexity of inserting into an array list at the start?",
        "O(n).",
    ),
    (
        "What is the best case of quicksort?",
        "O(n log n), when each pivot halves the range.",
        "What is the worst case of quicksort?",
        "O(n²), when each pivot is the smallest or largest element.",
    ),
    (
        "What is the difference between a process and a thread in Linux?",
        "A process has its own memory; threads share it.",
        "What is the difference between a process and a container in Linux?",
        "A container is a process with namespaces and limits of its own.",
    ),
    (
        "Which layer of the OSI model does routing?",
        "The network layer, layer 3.",
        "Which layer of the OSI model does framing?",
        "The data link layer, layer 2.",
    ),
    (
        "How do you increase the volume of a pod in Kubernetes?",
        "Edit the size of its claim.",
        "How do you decrease the volume of a pod in Kubernetes?",
        "You can't: make a new claim and copy the data.",
    ),
    (
        "What is the maximum length of a key in DynamoDB?",
        "2048 bytes for the partition key.",
        "What is the minimum length of a key in DynamoDB?",
        "1 byte.",
    ),
    (
        "What does an inner class in Java have access to?",
        "To all members of the outer class.",
        "What does a static nested class in Java have access to?",
        "Only to static members of the outer class.",
    ),
    (
        "How many bits does an IPv4 address have?",
        "32 bits, written as four numbers.",
        "How many bits does an IPv6 address have?",
        "128 bits, written as eight groups.",
    ),
    (
        "What TCP port 22 is used for on a Linux server?",
        "SSH logins.",
        "What UDP port 53 is used for on a Linux server?",
        "DNS queries.",
    ),
    (
        "What is an abstract class in object-oriented programming and when do you use it in a large code base?",
        "A class that can't be instantiated; subclasses share its code.",
        "What is an abstract factory in object-oriented programming and when do you use it in a large code base?",
        "An object that makes families of related objects.",
    ),
    (
        "Can you override a private method in Java?",
        "No, it is not visible in subclasses.",
        "Can you override a protected method in Java?",
        "Yes, it is visible in subclasses.",
    ),
    (
        "Is HashMap synchronized?",
        "No.",
        "Is Hashtable synchronized?",
        "Yes.",
    ),
    (
        "Was ist ein Prozess?",
        "Ein laufendes Programm mit eigenem Speicher.",
        "Was ist ein Thread?",
        "Ein Ablauf innerhalb eines Programms.",
    ),
    (
        "Что такое замыкание?",
        "Функция вместе с её окружением.",
        "Что такое прототип?",
        "Объект, от которого наследуют другие.",
    ),
    (
        "Name the advantages of a monolith.",
        "One deployment, simple calls, one database.",
        "Name the drawbacks of a monolith.",
        "Everything is deployed at once, and teams wait for each other.",
    ),
    (
        "What is TCP?",
        "TCP is a connection-oriented transport protocol. It numbers the bytes of a stream, "
        "acknowledges segments, sends lost ones again and controls congestion, so that applications get "
        "all data in order. A handshake of three segments opens a connection.",
        "What is UDP?",
        "UDP is a connectionless transport protocol. It sends single datagrams without acknowledging "
        "them, so that they may be lost, doubled or out of order. There is no handshake and little "
        "overhead, which suits calls, games and DNS queries.",
    ),
    (
        "What are the advantages of a monorepo?",
        "All code is in one place: changes that concern several packages are one commit, dependencies "
        "have one version, and tools are shared. Refactoring across packages is easy, and new people "
        "find everything.",
        "What are the disadvantages of a monorepo?",
        "Clones and builds become slow without special tools, permissions are hard to limit, and a "
        "broken main branch stops every team. Pipelines must find out which packages a commit concerns.",
    ),
    (
        "Which rows does a left join return?",
        "All rows of the left table, and the matching rows of the right table. Where no row of the "
        "right table matches, its columns are NULL in the result, which is why filters on these columns "
        "belong into the ON clause.",
        "Which rows does a right join return?",
        "All rows of the right table, and the matching rows of the left table. Where no row of the left "
        "table matches, its columns are NULL in the result, which is why filters on these columns "
        "belong into the ON clause.",
    ),
    (
        "How do you create a branch in Git?",
        "With `git branch name`, or with `git switch --create name`, which also switches to it. A "
        "branch is a name that points to a commit, so this takes no time, however large the repository "
        "is.",
        "How do you delete a branch in Git?",
        "With `git branch --delete name`, which refuses if its commits are not merged, or with `git "
        "branch -D name`, which does not ask. The commits stay in the reflog for some weeks.",
    ),
    (
        "When should you use a singleton?",
        "When exactly one object of a class must exist and everything has to share it, such as a "
        "connection pool or a configuration that is read once at the start of the program.",
        "When should you not use a singleton?",
        "When tests need to replace it, when its state would connect parts of the program that should "
        "not know each other, or when several instances may be needed later.",
    ),
    (
        "On which port does a web server listen for HTTP?",
        "On port 80, which is the default if an address names none. The traffic isn't encrypted, so "
        "servers usually only redirect from there to the secure port and set a header that makes "
        "browsers remember it.",
        "On which port does a web server listen for HTTPS?",
        "On port 443, the default for secure addresses. The traffic is encrypted with TLS, for which "
        "the server needs a certificate that browsers trust, often from a free authority.",
    ),
    (
        "What is the average time complexity of a lookup in a hash table?",
        "O(1): the hash of the key leads to its bucket, and with a good hash function and a load factor "
        "below one there are few entries in it.",
        "What is the average time complexity of a lookup in a balanced tree?",
        "O(log n): each comparison leaves half of the remaining entries, and rotations keep the height "
        "of the tree logarithmic.",
    ),
    (
        "What is the role of the scheduler in Kubernetes?",
        "It selects a node for each new pod. It filters nodes by resources, taints and affinity, scores "
        "the rest, and writes its choice to the API server.",
        "What is the role of the controller manager in Kubernetes?",
        "It runs loops that compare the wanted state with the actual state, such as the number of "
        "replicas, and that create or delete objects through the API server.",
    ),
]
"""A question, its answer, and those in its place: something else."""
REWORDINGS = [
    (
        "What is a symbolic link?",
        "A file that points to another file by its path.",
        "What is a symlink?",
        "A file that points to another file by its path.",
    ),
    (
        "What is the purpose of a cache?",
        "It keeps results that are needed again.",
        "What is the use of a cache?",
        "It keeps results that will be needed again.",
    ),
    (
        "How do you list all brnaches?",
        "With `git branch --all`.",
        "How do you list all branches?",
        "With `git branch --all`.",
    ),
    (
        "What is the default branch called?",
        "`main`, in new repositories.",
        "What is the default branch named?",
        "`main`, in new repositories.",
    ),
    (
        "What are the advantages of ReactJS?",
        "Components are reused, and the virtual DOM makes updates cheap.",
        "What are the advantages of React?",
        "Components are reused, and the virtual DOM makes updates cheap, without manual work.",
    ),
    (
        "Explain what an index does.",
        "It finds rows without reading the whole table, and has to be updated by each write.",
        "What does an index do?",
        "It finds rows without reading the whole table; each write has to update it.",
    ),
    (
        "Why can not you divide by zero?",
        "No number times zero gives one.",
        "Why can't you divide by zero?",
        "No number times zero gives one.",
    ),
    (
        "What is a container?",
        "A process with namespaces, limits and a file system of its own, started from an image.",
        "What is a Docker container?",
        "A process with namespaces, limits and a file system of its own, started from an image.",
    ),
    (
        "Which command shows the size of files?",
        "`ls -l` shows it in bytes, `ls -lh` in units for people.",
        "Which command displays the size of files?",
        "`ls -l` shows it in bytes, and `ls -lh` in units for people.",
    ),
    (
        "Was ist der Zweck eines Index?",
        "Er findet Zeilen, ohne die ganze Tabelle zu lesen, und kostet bei jedem Schreiben Zeit.",
        "Wozu dient ein Index?",
        "Er findet Zeilen, ohne die ganze Tabelle zu lesen, und kostet bei jedem Schreiben Zeit.",
    ),
]
"""A question, its answer, and the same in other words."""
OTHERS = [
    ("What is a cache good for?", "It keeps results that are needed again."),
    ("How does a compiler work?", "It translates source code into machine code."),
    ("What does a load balancer do?", "It distributes requests over several servers."),
    ("Explain eventual consistency.", "Replicas agree after some time without writes."),
    ("What is a deadlock?", "Two threads wait for each other forever."),
    ("What is idempotence?", "Doing something twice has the effect of doing it once."),
]
"""The questions beside it, with their answers."""


def settled(case: tuple[str, str, str, str]) -> tuple[list[float], list[float]]:
    """The probabilities of pairs that are matched, and of those that are unclear, if one question changes in place."""
    old, new = in_words(*case[:2]), in_words(*case[2:])
    found = evidence([old], [new], [in_words(*other) for other in OTHERS], {(0, 0): 1.0})
    assert pairs(found), "the two are not alike at all, so nothing is shown"
    matched, unclear = settle(pairs(found), lambda pair: asks_something_else(old, new, found[pair.old, pair.new][1]))
    return [pair.probability for pair in matched], [pair.probability for pair in unclear]


@pytest.mark.parametrize("case", SIBLINGS, ids=lambda case: case[2])
def test_a_sibling_with_another_answer_takes_no_card_by_itself(case: tuple[str, str, str, str]) -> None:
    matched, unclear = settled(case)
    assert matched == []
    assert unclear and unclear[0] <= EVEN < AUTOMATIC


@pytest.mark.parametrize("case", REWORDINGS, ids=lambda case: case[2])
def test_a_reworded_question_keeps_its_card(case: tuple[str, str, str, str]) -> None:
    assert settled(case)[0]


def test_the_author_is_asked_about_a_sibling(project: Project) -> None:
    old, old_answer, new, new_answer = SIBLINGS[0]
    others = [block(question, answer) for question, answer in OTHERS]
    project.page("basics", *others, block(old, old_answer, "Applications rarely notice it."))
    project.build()
    project.page("basics", *others, block(new, new_answer, "Applications rarely notice it."))
    result = project.build()
    assert "1 added, 1 retired" in result.stdout
    assert f"R009 this may be a rewording of {old!r}" in result.stderr


@pytest.mark.parametrize("answer", ["Paris", "In the west of Europe"])
def test_a_common_prompt_is_told_by_its_answer(answer: str) -> None:
    old, new = (Text("Where is it?", ("wher", "is", "it"), tuple(text.split())) for text in ("Rome", answer))
    assert asks_something_else(old, new, 0.0, is_common=True)
    assert not asks_something_else(old, old, 1.0, is_common=True)
