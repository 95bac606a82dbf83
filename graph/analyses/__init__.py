"""Measures of networks, each against chance; :mod:`..analyse` lists them and runs one by its name."""
