/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Types are checked once, by `npm run types`; here ts-jest only strips them.
  transform: {'^.+\\.ts$': ['ts-jest', {tsconfig: 'tsconfig.json'}]},
  setupFiles: ['<rootDir>/test/setup.ts'],
  // Generous: nothing here is a timed test, and a busy machine of two cores can stall for many seconds.
  testTimeout: 300_000,
};
