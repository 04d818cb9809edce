"""The whole system on one machine: the embedded AWS, its start and its commands."""
