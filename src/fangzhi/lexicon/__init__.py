"""The words: CSV and TOML data under data/, their loaders, and the matcher built from them."""
