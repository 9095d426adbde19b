"""Mutation testing: random small faults in the code, each of which a test must notice.

Run it with `make mutants`, or from `tests/` with `python -m mutants`. It is not part of CI.

cosmic-ray makes the mutants and keeps the session, from which an interrupted run goes on. mutmut was
tried first. It puts all mutants of a function behind a decorator that picks one by the name of the
module, and it stopped after its first run of the tests: they import `specquilt`, and not
`generator.specquilt`, the name that it derives from the path. For the copy of the runtime in a
generated package that name would be wrong in any case. It also leaves out decorated functions and
everything outside of functions. cosmic-ray writes each mutant into the file, so that all importers
see it. Collecting the tests for each mutant costs about two seconds.

What cosmic-ray lacks is here: a copy of the checkout for every worker (`trees.py`), the removal of
statements (`operators.py`), a random sample without pointless kinds (`sample.py`), only those tests
that run the mutated line or the users of a mutated name, the quickest first (`covering.py`), and
limits of CPU time and memory, as wall time says nothing on a busy machine (`run_tests.py`).

Not mutated: type annotations, docstrings and texts. `equivalent.txt` lists mutants that no test can
notice, with the reason.
"""
