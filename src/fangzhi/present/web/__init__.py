"""The web atlas: server-rendered pages over one atlas file."""

from fangzhi.present.web.app import create_app

__all__ = ["create_app"]
