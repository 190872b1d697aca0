"""What a language model may draft, where the company has switched one on: asked by a person, used by a person."""
