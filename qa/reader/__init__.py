"""The reader: a trained model that reads a question and a statement together and says whether the one answers the other."""
