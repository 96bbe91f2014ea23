"""The body of a question → its prompt, answer and explanation."""
