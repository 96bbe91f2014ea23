"""From the lock of earlier releases and the current questions to the next release."""
