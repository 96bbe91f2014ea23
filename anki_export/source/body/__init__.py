"""Split the body of a question into prompt, answer and explanation."""
