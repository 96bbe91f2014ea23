"""Question formats: how authors mark where a question begins and ends."""
