const {testedBackends} = require('./test/backends/testedBackends');

// TensorFlow reads this once, as it is loaded; what a test sets in Jest's copy of the environment does not reach it.
process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';

/** What of those below takes long: `npm run test:long` runs it on the other backends. */
const elsewhere = 'backends/elsewhere.long';

/** What computes on the backend that is current, and nothing that asks for one by name. */
const onEveryBackend = [
  'losses/!(anyRank|models)',
  'metrics/*',
  'models/*',
  'training/!(RecordedStep|resume|watching)',
  'data/minibatches',
  'data/minibatches/*',
  'gradients/numericalGradient',
  'gradients/checkGradients.surroundings',
  elsewhere,
];

/** @type {(backend: string) => import('jest').Config} */
const project = backend => ({
  displayName: backend,
  testEnvironment: '<rootDir>/test/environment.js',
  roots: ['<rootDir>/test'],
  testMatch:
    backend === 'cpu'
      ? ['**/*.test.ts', `!**/${elsewhere}.test.ts`]
      : onEveryBackend.map(files => `**/test/${files}.test.ts`),
  // Types are checked once, by `npm run types`; here ts-jest only strips them.
  transform: {'^.+\\.ts$': ['ts-jest', {tsconfig: 'tsconfig.json'}]},
  globals: {testedBackend: backend},
  setupFiles: ['<rootDir>/test/setup.ts'],
});

/** @type {import('jest').Config} */
module.exports = {
  projects: testedBackends().map(project),
  // Jest leaves one core to the watcher; a run on two would be a run on one.
  maxWorkers: '100%',
  // Generous: nothing here is a timed test, and a busy machine of two cores can stall for many seconds.
  testTimeout: 300_000,
};
