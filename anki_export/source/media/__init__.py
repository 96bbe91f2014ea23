"""Pictures, sounds and diagrams: validate them and prepare them for cards."""
