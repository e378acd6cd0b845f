"""What a release is: pure rules, exact numbers, no input or output."""
