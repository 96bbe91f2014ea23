"""Read Markdown pages: from their text to questions with HTML, and what is wrong with them.

A page's text goes through `decode_page`, where `rewrites` make it look as usual, to `formats`, which find candidates
and decide which are questions (`Span`: lines; `Entry`: the same, parsed). `body` takes what is below each apart
(`Parts`), `make_card` makes HTML of it (`Question`), and `checks` look at the result (`CheckedQuestion`).
`read_questions` shows the whole way.
"""
