"""What the verbs need from the world; the docstrings are the contract of each port.

Every port has a fake in tests/fakes.py and one suite in tests/ports that fake and adapter pass.
"""
