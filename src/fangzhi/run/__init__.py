"""Builds an atlas: the only place that knows the order of the steps."""
