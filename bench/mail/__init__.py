"""What is measured of the mail parser: the public corpora, crafted bytes, and a native parser beside it."""
