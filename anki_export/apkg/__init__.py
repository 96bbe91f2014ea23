"""Read and verify packages made by any program."""
