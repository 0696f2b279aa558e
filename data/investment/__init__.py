"""招商推介: the projects of all plans as an investor weighs them; see ../README.md.

`completeness` (what a plan states of a project), `demand` (the older people of its district and the beds planned for
them), `candidate` (both with the amounts), `criteria` and `score` (own weights), `candidate_filter`, `caution`.
"""
