"""What an optional language model may do: put an answer in other words, complete a question or take it apart."""
