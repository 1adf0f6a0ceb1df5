"""What the index laboratory shows: tables, files, charts and one self-contained page."""
