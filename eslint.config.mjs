import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  // What the consumers import is the built package, which is not there while we lint; they are compiled in their project.
  {
    ignores: [
      '**/dist/',
      'reports/',
      '.native/',
      'coverage/',
      'node_modules/',
      'scripts/checkPackage/consumers/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {allowDefaultProject: ['eslint.config.mjs', 'jest.config.js']},
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      // tfjs types a layer's variable as a plain tensor, and fit's verbosity as an enum that it does not export.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Index access under noUncheckedIndexedAccess: a loop bound is proof enough where the comment says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'func-style': ['error', 'declaration', {allowArrowFunctions: true}],
      eqeqeq: ['error', 'always', {null: 'ignore'}],
    },
  },
  {files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: {'no-console': 'error'}},
  {files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked},
  {
    files: ['examples/{node,secondDerivatives}/*.mjs'],
    languageOptions: {globals: {console: 'readonly', process: 'readonly', URL: 'readonly'}},
  },
  {files: ['examples/jest/*.test.js'], languageOptions: {globals: {expect: 'readonly', test: 'readonly'}}},
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        module: 'writable',
        exports: 'writable',
        require: 'readonly',
        console: 'readonly',
        process: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: {'@typescript-eslint/no-require-imports': 'off'},
  },
);
