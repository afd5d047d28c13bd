"""Coverage-guided fuzzing of the readers and of the rule engine, and the laws that must hold.

``python -m fuzz readers`` and ``python -m fuzz engine`` need ``audit-articles[fuzz]``; what follows
is libFuzzer's: ``-max_total_time=1800``, a folder of inputs. The test suite holds the same laws
over the finds kept here and over seeded mutations, with no fuzzer installed.
"""
