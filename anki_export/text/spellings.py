"""How subjects spell their names, for those that folders and files write in lower case: `ci-cd`, `nodejs`, `sql`."""

import re
from functools import cache

_NAMES = """\
AI|API|APIs|AWS|BDD|CDN|CI/CD|CLI|CORS|CPU|C#|CSRF|CSS|CSV|DBMS|DDD|DevOps|DevSecOps|DNS|DOM|DSA|ETL|FastAPI|GCP|GitHub
GitLab|GraphQL|gRPC|HTML|HTTP|HTTPS|iOS|IoT|JavaScript|JDBC|jQuery|JPA|JSON|JSP|JVM|JWT|LLM|LLMs|macOS|ML|MLOps|MongoDB
MVC|MySQL|NestJS|Next.js|NLP|Node.js|NoSQL|NumPy|OAuth|OOP|OOPs|ORM|OS|PHP|PL/SQL|PostgreSQL|PowerShell|PyTorch|RabbitMQ
REST API|RxJS|SDK|SEO|SQL|SQLite|SRE|SSH|SSL|TCP|TCP/IP|TDD|TensorFlow|TLS|TypeScript|UDP|UI|UML|URL|UX|VPC|VPN|Vue.js
WebSocket|WebSockets|XML|XSS|YAML"""
_MOST_WORDS = 2


def spelled(topic: str) -> str:
    """A topic with the words in lower case as such names, or with a capital.

    >>> spelled("ci cd"), spelled("nodejs"), spelled("rest api basics"), spelled("My notes")
    ('CI/CD', 'Node.js', 'REST API Basics', 'My Notes')
    """
    words, names = topic.split(), _names()
    found = []
    place = 0
    while place < len(words):
        size = next((n for n in range(_MOST_WORDS, 0, -1) if " ".join(words[place : place + n]) in names), 0)
        word = words[place]
        found.append(
            names[" ".join(words[place : place + size])] if size else word.capitalize() if word.islower() else word
        )
        place += size or 1
    return " ".join(found)


@cache
def _names() -> dict[str, str]:
    """Names by the words of a path that mean them, separated where the name is and in one word."""
    names: dict[str, str] = {}
    for name in _NAMES.replace("\n", "|").split("|"):
        plain = name.lower().replace("#", " sharp")
        separated = re.sub(r"[./]", " ", plain)
        names |= {separated: name, separated.replace(" ", ""): name}
    return names
