"""What is asked of papers and schedules themselves."""
