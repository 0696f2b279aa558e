"""Where a new site would serve most: models, quick answers with a bound, exact checks."""
