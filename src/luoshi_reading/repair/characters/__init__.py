"""Characters one by one: injected pinyin, script, width, marks, blanks and numbers that came apart."""
