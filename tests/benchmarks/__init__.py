"""Speed, each figure against a floor measured in the same run; never in CI, where nobody knows the machine."""
