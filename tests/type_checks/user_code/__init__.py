"""An application that uses every feature: the type checkers read it, nobody runs it."""
