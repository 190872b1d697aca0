"""The portal: the customers' door, reached by a signed link."""
