"""One file a page: its context, its function, its addresses."""
