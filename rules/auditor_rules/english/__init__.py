"""What all dimensions share of English: counts of words, their forms, stems and syllables."""
