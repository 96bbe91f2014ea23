"""`anki-export init`: write a commented settings file with what was found."""

from pathlib import Path

from anki_export import UsageError, initial_settings
from anki_export.cli.run_and_report import print_diagnostics, writing
from anki_export.cli.safe_output import RequestError, info
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path


def init() -> None:
    """Write anki-export.toml beside the site's own configuration, or into the current folder."""
    try:
        path, text, problems = initial_settings(Path.cwd())
    except UsageError as error:
        raise RequestError(str(error)) from None
    print_diagnostics(problems, err=True)
    with writing(), atomic.locked(path.parent, path.parent):
        atomic.replace_files(path.parent, {path: text.encode()}, bounds=path.parent)
    info(f"Wrote {display_path(path)}. Every line is optional: uncomment what you want to change.")
