"""专题制图: maps for paper."""
