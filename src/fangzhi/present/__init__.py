"""Command line, web pages, exports. No SQL, no rules."""
