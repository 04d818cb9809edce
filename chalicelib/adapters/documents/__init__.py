"""Published recaps as files: the same document gives the same bytes."""
