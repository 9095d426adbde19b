"""Short programs that a type checker accepts with the old package, and refuses with the new one."""

from specquilt.comparison.witness.choose import Witnesses

__all__ = ["Witnesses"]
