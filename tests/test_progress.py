"""A progress bar, in a terminal, after a second."""

import io

import pytest

from anki_export.cli import run_and_report


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "is_shown"),
    [(Terminal(), 0.0, True), (Terminal(), 60.0, False), (io.StringIO(), 0.0, False)],
    ids=["long work in a terminal", "short work in a terminal", "long work in a pipe"],
)
def test_a_bar_is_shown_for(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float, is_shown: bool
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    names = [str(i) for i in range(50)]
    assert list(run_and_report.track("Reading", patience)(names)) == names
    assert ("Reading" in stream.getvalue()) is is_shown
