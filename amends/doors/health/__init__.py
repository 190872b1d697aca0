"""The machines' door: whether the desk is well."""
