"""What was released before, and the questions of today → the next release."""
