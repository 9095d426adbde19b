"""Nothing that a source describes is lost: operations, answers and bodies."""
