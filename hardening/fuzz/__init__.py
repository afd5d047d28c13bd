"""Coverage-guided fuzzing of readers, rules and reports, and the laws that must hold.

``python -m hardening.fuzz readers``, ``engine`` and ``reports`` need ``audit-articles[fuzz]``; what
follows are libFuzzer's options: ``-max_total_time=1800``, a folder of inputs. The test suite holds
the same laws over the finds kept here and over seeded mutations, with no fuzzer installed.
"""
