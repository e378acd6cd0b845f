"""What the house demands of its own files; each check reads a tree and gives the defects it found, one line each."""
