/**
 * Writes docs/results.schema.json, the JSON Schema of `results.json`, from the schema in src/results.ts.
 *
 *     npx tsx scripts/resultsSchema.ts
 */
import {writeFileSync} from 'node:fs';
import * as path from 'node:path';
import {toJsonSchema} from '@valibot/to-json-schema';
import {resultsSchema} from '../src/results';
import {textSchema} from '../src/schemas';

/** Where the schema is published. */
export const target = path.join(__dirname, '..', 'docs', 'results.schema.json');

/** The file's text: what a results.json may hold, numbers that are not finite as words. */
export function resultsJsonSchema(): string {
  const {$schema, ...schema} = toJsonSchema(resultsSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    definitions: {text: textSchema},
  });
  return `${JSON.stringify({$schema, title: 'results.json of losslab experiment', ...schema}, null, 2)}\n`;
}

if (require.main === module) writeFileSync(target, resultsJsonSchema());
