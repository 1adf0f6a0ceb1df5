"""fangzhi 方志: what China's governments publish about their industries, as facts anybody can check."""

__version__ = "0.1.0"
