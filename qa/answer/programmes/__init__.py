"""What fact sheets of programmes say."""
