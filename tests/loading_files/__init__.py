"""Small files of every format, in their exact layouts, with invented text."""
