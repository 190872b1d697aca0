"""The door of programs that bring evidence: signed calls from carriers, banks and shops."""
