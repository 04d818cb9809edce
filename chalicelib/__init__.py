"""Apel Digital: attendance at a regency's activities, proved by a photo of the activity."""
