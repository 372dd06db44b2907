/** On wasm and TensorFlow: tests that take long there, and that `npm test` runs on cpu alone. */
const files = [
  '../training/watching.test',
  '../training/resume.test',
  '../losses/models.test',
  '../losses/anyRank.test',
  '../node/saveModel.test',
];

// Within a group of its own a file's hooks are for its own tests.
for (const file of files) describe(file, () => void jest.requireActual(file));
