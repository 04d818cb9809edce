"""The only place with JSON field names: reads requests into typed values, writes answers."""
