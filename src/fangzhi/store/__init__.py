"""Facts to DuckDB and Parquet and back: the only place that speaks SQL."""
