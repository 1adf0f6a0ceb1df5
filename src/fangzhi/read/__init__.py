"""Files to documents: one module a format, cleaning with an offset map, metadata."""
