"""Strategies: pages of flashcards as other programs know them, well written or not."""

from hypothesis import strategies as st

words = st.sampled_from(
    [
        *("port", "`a::b`", "$x ::= y$", "==x==", "[[a|b]]", "![[a.gif]]", "%%c%%", "**b**", "x::y", "{{z}}", "^id"),
        *("==1;;n==", "==ash;;n;;h==", "==x==^[h][^1]", "^^m^^", "{{cloze z}}", "TODO", "((65a0))", "é"),
    ]
)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
parts = st.one_of(
    st.builds("{}::{}".format, lines, lines),
    st.builds("{}:::{}".format, lines, lines),
    st.builds("{}\n?\n{}".format, lines, lines),
    st.builds("{}\n??\n{}".format, lines, lines),
    st.builds("{}\n<!--SR:!2025-06-11,17,250-->".format, lines),
    st.builds("Q: {}\nA: {}".format, lines, lines),
    st.builds("P: {}\nS:\n{}".format, lines, lines),
    st.builds("C: {} [gap] {}".format, lines, lines),
    st.builds("- {} #card\n\t- {}".format, lines, lines),
    st.builds("- #card {}\n  id:: 65a0\n\t- #+BEGIN_TIP\n\t  {}\n\t  #+END_TIP".format, lines, lines),
    lines,
    st.sampled_from(
        [
            *("?", "??", "---", "# Heading", "```", "<!--SR:!2025-06-11,17,250-->", "#flashcards", "#flashcards/a/b"),
            *("C: [", "> [!tip] x", "%%", "#+BEGIN_QUOTE", "#+END_QUOTE", "[^1]: n", "Q:", "- #card", "::"),
            "|a|\n|---|\n|==b==|",
        ]
    ),
)
pages = st.builds(
    lambda head, found, between, end: (head + between.join(found) + "\n").replace("\n", end),
    st.sampled_from(["#flashcards\n\n", "", "- x #card\n\t- y\n", "---\ntags: flashcards/x\n---\n", "C: A [b]\n\n"]),
    st.lists(parts, max_size=8),
    st.sampled_from(["\n", "\n\n"]),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)
