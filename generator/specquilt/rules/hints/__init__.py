"""Rules about what documents tell other generators."""
