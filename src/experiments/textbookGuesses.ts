/** The textbook's two guesses at an image of a 2: y1 says 2, y2 says 7. */
export const textbookGuesses: {label: number; oneHot: number[]; right: number[]; wrong: number[]} = {
  label: 2,
  oneHot: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  right: [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0],
  wrong: [0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0],
};
