"""数据下载: the data of a plan as files."""
