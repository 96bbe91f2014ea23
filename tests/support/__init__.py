"""What tests share: projects, learners, readings, packages, and the command as a process."""
