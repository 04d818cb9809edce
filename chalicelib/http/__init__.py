"""The HTTP door: routes, access, wire format, problems."""
