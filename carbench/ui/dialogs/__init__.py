"""What asks for something before going on."""
