"""The names of question formats, as settings and front matter give them."""

AUTO = "auto"
"""The formats that are read without being named."""
FORMAT_NAMES = (
    AUTO, "admonition", "anki-notes", "answers-below", "bold", "challenge", "definition", "details", "filled-blank",
    "freetext", "glossary", "hascard", "hashcards", "heading", "hidden", "inka", "items", "label-headings", "labels",
    "liascript", "logseq", "numbered-quiz", "obsidian", "options", "question-table", "quiz", "table", "title",
    "vocabulary",
)  # fmt: skip
"""What `formats` may name, in settings and front matter."""
