"""One file per kind of value: from the text of a cell to a date, a duration, an amount.

A column's format is found over the whole column first (a survey), then one converter is made for it and used for every
cell. What a survey can't decide is asked, never guessed.
"""
