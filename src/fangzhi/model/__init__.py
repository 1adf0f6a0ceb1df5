"""The nouns: values only, nothing here reads or writes anything."""
