"""Parser plugins for Markdown extensions, one module each."""
