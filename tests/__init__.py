"""The tests are a package, so that they and their support import each other by full names."""
