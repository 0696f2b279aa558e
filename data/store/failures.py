"""What a database reports when it fails → one sentence that says what to do."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data.record import RecordError

logger = logging.getLogger(__name__)

UNKNOWN_OUTCOME = "与数据库的连接在保存的最后一刻中断，不能确定是否已保存，请刷新后核对再定"

# the driver's words; the order matters where one text holds two of them
_BY_WORDS = (
    ("timeout expired", "数据库没有应答，请检查 DATABASE_URL 和网络"),
    ("connection to server", "连不上数据库，请检查数据库是否运行、DATABASE_URL 是否正确"),
    ("database or disk is full", "磁盘已满，请清理后重试"),
    ("no space left", "磁盘已满，请清理后重试"),
    ("readonly database", "记录文件是只读的，请检查文件和文件夹的权限"),
    ("database is locked", "记录文件正被另一个程序占用，请稍后重试"),
    ("database table is locked", "记录文件正被另一个程序占用，请稍后重试"),
    ("unable to open database file", "不能打开记录文件，请检查文件夹是否存在、是否可写"),
    ("not a database", "这个文件不是记录文件，或已损坏，请从备份恢复"),
    ("malformed", "记录文件已损坏，请从备份恢复"),
    ("disk i/o error", "读写磁盘出错，请检查磁盘"),
    ("no such file or directory", "没有这个文件夹"),
    ("not a directory", "没有这个文件夹"),
    ("permission denied", "没有读写这个位置的权限"),
    ("read-only file system", "磁盘是只读的"),
    ("file name too long", "文件名太长"),
    ("queuepool limit", "同时使用的人太多，请稍后重试"),
    ("append-only", "已有的记录不能改动或删除"),
    ("connection", "连不上数据库，请检查数据库是否运行、DATABASE_URL 是否正确"),
)
_BY_STATE = (
    ("53100", "数据库所在磁盘已满，请清理后重试"),
    ("53300", "数据库的连接数已满，请稍后重试"),
    ("53", "数据库资源不足，请稍后重试"),
    ("55P03", "记录库正被占用，请稍后重试"),
    ("57014", "数据库中断了这次操作，请稍后重试"),
    ("25006", "数据库是只读的，请检查 DATABASE_URL 指向的服务器"),
    ("28", "数据库拒绝登录，请检查 DATABASE_URL 中的用户和密码"),
    ("3D000", "没有这个数据库，请检查 DATABASE_URL 或先建立它"),
    ("42501", "数据库用户没有权限，请检查授权"),
    ("08", "连不上数据库，请检查数据库是否运行、DATABASE_URL 是否正确"),
    ("57P", "数据库正在停止或启动，请稍后重试"),
    ("58", "数据库读写磁盘出错，请检查服务器"),
)


@contextmanager
def told_clearly(action: str) -> Iterator[None]:
    """Turn what a database or the disk reports into RecordError `action：cause`; the log keeps the technical cause."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        logger.error("%s: %r", action, _original(error))
        logger.debug("in full", exc_info=error)
        raise RecordError(f"{action}：{cause_of(error)}") from error


def cause_of(error: BaseException) -> str:
    """Return why a database or the disk failed, in Chinese."""
    original = _original(error)
    state = str(getattr(original, "sqlstate", None) or "")
    words = str(original).lower()
    by_state = next((text for start, text in _BY_STATE if state and state.startswith(start)), "")
    by_words = next((text for part, text in _BY_WORDS if part in words), "")
    return by_state or by_words or "记录库出错，原因见日志"


def _original(error: BaseException) -> BaseException:
    """Return the driver's own error; SQLAlchemy's text repeats what was to be written."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
