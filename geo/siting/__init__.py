"""Where new sites should stand: existing facilities stay, p new ones are chosen among candidates."""
