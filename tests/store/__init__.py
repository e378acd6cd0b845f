"""The record: what is sealed, what is found when somebody changed it, what a failing disk leaves."""
