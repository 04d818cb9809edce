"""The demo regency: made-up people and eight weeks of apels, for the local stage only (R10)."""
