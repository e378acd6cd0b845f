"""What the workstation must do, as sentences."""
