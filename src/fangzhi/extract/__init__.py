"""Documents to facts: sections and sentences, mentions, binding, canonical ids."""
