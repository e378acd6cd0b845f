"""The rules of a release, each held against what the bench can do to it."""
