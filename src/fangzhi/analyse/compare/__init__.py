"""Which figures may stand side by side, which to prefer, and regions side by side."""
