"""Cards in the engines that learners use: Chromium for AnkiDroid and Anki on a computer, WebKit for AnkiMobile."""
