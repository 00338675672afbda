"""How good are the answers? Judged questions in, measures out."""
