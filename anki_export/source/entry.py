"""Where a question stands on a page."""

from collections.abc import Sequence

from markdown_it.token import Token

Opening = tuple[Token, Sequence[Token], bool]
"""A question's opening token, its tokens between opening and close, and whether it stands inside another question."""
