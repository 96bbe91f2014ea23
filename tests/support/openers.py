"""Strategies: lines that open questions, and lines that stand around them."""

from hypothesis import strategies as st

titles = st.sampled_from(
    [
        *['"Why?"', '"What is "x"?"', '"1. How?', "Unquoted?", "", '"Show answer"', '"**Q2:** `c`?"', "'q'"],
        *["„What?“", 'What?"', '"404: why?"', '"What is <b>?"', '"2: who?"', "«1. Où ?»"],
    ]
)
openers = st.builds(
    lambda indent, marker, title: f"{indent}{marker} question {title}".rstrip(),
    st.sampled_from(["", "    ", "  ", "- ", "> ", "        ", "1. ", ":   ", ": ", "- > ", "[^1]: "]),
    st.sampled_from(["???", "???+", "!!!"]),
    titles,
)
OTHERS = r"""
    **A**.
    text
text
    - item
- item
# Heading
---
    | a |
<div>
</div>
<!-- note
-->
    ```sh
```sh
    ```
        code
> quote
    !!! tip
        more
\[
    [^1]: n
    term
    :   meaning
:   meaning
    <div markdown>
    </div>
<div markdown>
    /// note
    ///
/// note
///
    --8<--
    { .annotate }
    1. text (1)
"""
others = st.sampled_from(OTHERS.split("\n"))
