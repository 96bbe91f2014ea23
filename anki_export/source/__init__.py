"""Read Markdown pages: from their text to questions with HTML, and what is wrong with them.

A page's text goes through `page_text_and_metadata`, where `rewrites` make it look as usual, to `formats`, which find
candidates and decide which are questions (`Span`: lines; `Entry`: the same, parsed). `body` takes what is below each
apart (`Parts`), `cards` makes HTML of it (`Question`) or says why there is no card, and `checks` look at the result
(`CheckedQuestion`). `read_questions` shows the whole way.
"""
