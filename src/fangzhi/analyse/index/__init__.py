"""The index laboratory: composite indices whose conventions are written down and can be varied."""
