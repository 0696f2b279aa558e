"""What people see; see README.md."""
