"""What can go wrong, as one tree.

FangzhiError
├── InputError     a document or a table beside it cannot be used
├── LexiconError   a vocabulary file has a bad row
├── StoreError     an atlas cannot be opened or written
│   └── EvidenceError  a fact whose quote is not its slice
└── NotFoundError  a name, id or code that is not in the atlas

Each message is one sentence: what is wrong, where, how to mend it.
"""


class FangzhiError(Exception):
    """Base of every error that a user can mend; its text is shown as it is."""


class InputError(FangzhiError):
    """A document, or a table beside it, that cannot be used."""


class LexiconError(FangzhiError):
    """A vocabulary file with a bad row; names file and line."""


class StoreError(FangzhiError):
    """An atlas that cannot be opened, read or written."""


class EvidenceError(StoreError):
    """A fact whose quote is not the slice of its document."""


class NotFoundError(FangzhiError):
    """A region, indicator or document that the lexicon or the atlas does not have."""
