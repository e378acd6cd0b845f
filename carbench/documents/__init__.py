"""Domain values to paper: a sheet becomes PDF bytes, is read back from them and shown as pictures.

Only this package knows the PDF libraries. It decides where a text stands, never what it says.
"""
