"""An application that uses every feature: the type checkers read it, it is never run."""
