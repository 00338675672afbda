"""What is the answer, and what is the evidence?"""
