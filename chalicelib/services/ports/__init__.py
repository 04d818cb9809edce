"""What the verbs need from the world; the docstrings are the contract of each port.

Every port of a neighbour has a fake in tests/fakes.py, and one suite in tests/ports that both pass.
"""
