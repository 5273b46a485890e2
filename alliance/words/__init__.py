"""What users see, in English and in Dutch: names of things, sentences, and results in words."""
