"""What to tell an author about starting with a new lock."""

SECOND_COPY = (
    "learners who have the decks then get every card a second time, as new and without reviews, and no more updates for"
    " the cards they have"
)
START_OVER = f"to start with a new lock on purpose, build with --start-over: {SECOND_COPY}"
