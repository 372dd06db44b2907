import {readFileSync} from 'node:fs';
import {resultsJsonSchema, target} from '../../../scripts/resultsSchema';

test('docs/results.schema.json is what scripts/resultsSchema.ts writes', () => {
  expect(readFileSync(target, 'utf8')).toBe(resultsJsonSchema());
});
