"""The target ledger: what was promised, what was reached, and what cannot be judged."""

from fangzhi.analyse.ledger.in_words import WordTarget, targets_in_words
from fangzhi.analyse.ledger.ledger import TargetLedger, target_ledger
from fangzhi.analyse.ledger.row import LedgerRow
from fangzhi.analyse.ledger.shifts import Shift, target_shifts

__all__ = ["LedgerRow", "Shift", "TargetLedger", "WordTarget", "target_ledger", "target_shifts", "targets_in_words"]
