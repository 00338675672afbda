"""Answer: what was selected, arranged in the form that is asked for."""
