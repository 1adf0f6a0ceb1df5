"""What does not fit: figures that contradict each other, sums that do not add up, counts that do not match."""

from fangzhi.analyse.audit.audit import Audit, audit
from fangzhi.analyse.audit.finding import Finding

__all__ = ["Audit", "Finding", "audit"]
