"""What to tell an author about starting with a new lock."""

START_OVER = (
    "build with --start-over: learners who have the decks then get every card a second time, as new and without"
    " reviews, and no more updates for the cards they have"
)
