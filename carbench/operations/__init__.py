"""What a person at the bench can do: one act, one file, one function."""
