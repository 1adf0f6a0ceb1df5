"""Numbers to labels, one kind of sentence a module; binder.py holds the order in which they are tried."""

from fangzhi.extract.binding.binder import Binder
from fangzhi.extract.binding.scene import Binding

__all__ = ["Binder", "Binding"]
