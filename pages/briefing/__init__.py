"""汇报演示: a briefing made from a plan."""
