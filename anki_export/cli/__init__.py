"""The command line interface. Exit codes: 0 success, 1 errors, 2 wrong usage, 130 interrupted by Ctrl-C."""
