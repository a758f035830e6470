$version: "2.0"

metadata plain = "with \"quotes\", a \\ and a \/"
metadata controls = "\b\f\n\r\t"
metadata unicode = "\u0041 \u00e9 \ud83d\ude00 \ud83d é 😀"
metadata "quoted key" = "two
lines"
metadata joined = "one \
line"
metadata block = """
    Indented by four spaces,
      two of which stay: "quoted".

    The \"""quotes\""" are escaped, and \
    this line goes on.
    """
metadata last = """   
      no line break
    at the end"""
metadata flush = """
 a
	tab
"""
metadata empty = """
    """
