"""Rules that teach the parser what pages hold beyond CommonMark, each in a module of its own."""
