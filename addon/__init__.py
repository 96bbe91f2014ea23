"""Deck subscriptions: updates of decks that a site publishes with anki-export."""

import sys

if "aqt.main" in sys.modules:  # not in tests, which have no window
    from .gui import set_up

    set_up()
