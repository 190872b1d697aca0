"""Trains the models that amends ships; `make train` is the way in, and needs what requirements-train.txt lists.

Each module named in `PARTS` has `build() -> list[Packed]`: it reads public sets (`bench.craft.corpora`; AMENDS_DATA
says where they are), fits with scikit-learn, and packs. The same sets give the same bytes. amends imports none of it.
"""
