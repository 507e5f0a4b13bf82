"""Three versions of a customer file become one: by what they say, with the comments of both sides.

Everything but ``driver`` is a function from texts to texts; nothing here knows GitPython, a book or a lock.
"""
