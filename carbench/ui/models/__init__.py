"""What is on screen and what it asks: view-models without widgets."""
