"""`make bench`: what the system costs, each figure as a ratio within one run where one exists.

Handlers run in this process against fake AWS; the stack part starts the whole system. It measures
with the regency of the tests, enlarged: it is a tool of developers and is never deployed.
"""
