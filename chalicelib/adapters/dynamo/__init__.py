"""DynamoDB: keys, items and the repositories that implement ports."""
