"""服务可达: who reaches care within a time, where capacity is short, what a new site would change."""
