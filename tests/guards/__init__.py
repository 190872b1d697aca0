"""House rules that a machine can keep; each fails with a sentence that says what to do."""
