"""Words for the reader that know their form in both languages; Chinese is what they are, English what they carry."""

from __future__ import annotations


class Words(str):
    """Chinese words and, in `en`, the same in English; as a text of the program they are the Chinese.

    What is made of words (`f"{words}。"`, `words.strip()`) is plain Chinese again: make new ones of both forms.

    >>> words = Words("文件是空的", "the file is empty")
    >>> f"{words}", in_english(words), in_english("威海市")
    ('文件是空的', 'the file is empty', '威海市')
    """

    en: str

    def __new__(cls, zh: str, en: str = "") -> Words:
        """Take both forms; without an English one the Chinese stands for it."""
        made = super().__new__(cls, zh)
        made.en = en or zh
        return made


def in_english(text: str) -> str:
    """Return the English form of words; a text that is nothing but itself (a name, a value) as it is."""
    return text.en if isinstance(text, Words) else text


def words_of(error: BaseException) -> str:
    """Return the words that an error was raised with, both forms; `str(error)` knows the Chinese alone."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, str) else str(error)
