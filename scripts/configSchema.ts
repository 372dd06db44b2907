/**
 * Writes docs/losslab.config.schema.json, the JSON Schema of `losslab.config.json`, from the options of the commands.
 *
 *     npx tsx scripts/configSchema.ts
 */
import {writeFileSync} from 'node:fs';
import * as path from 'node:path';
import {options} from '../src/cli/options/optionSources';
import type {OptionSpec} from '../src/cli/options/optionSpec';
import {inEnglish} from '../src/text';

/** Where the schema is published. */
export const configSchemaFile = path.join(__dirname, '..', 'docs', 'losslab.config.schema.json');

/** The file's text: every option by its name, and no other. */
export function configJsonSchema(): string {
  // Which file is read is not for the file to say.
  const entries = [...options]
    .filter(([name]) => name !== 'config')
    .map(([name, option]) => [name, {description: inEnglish(option.describe), ...typeOf(option)}]);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'losslab.config.json',
    type: 'object',
    properties: {$schema: {type: 'string'}, ...(Object.fromEntries(entries) as object)},
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What a value has to be, by what the help calls it. */
function typeOf({placeholder, choices, fallback}: OptionSpec<unknown>): object {
  const usual = fallback === undefined ? {} : {default: fallback};
  if (choices !== undefined) return {enum: choices, ...usual};
  switch (placeholder) {
    case undefined:
      return {type: 'boolean', ...usual};
    case 'N':
      return {type: 'integer', ...usual};
    case 'X':
      return {type: 'number', exclusiveMinimum: 0, ...usual};
    case 'LIST':
      return {anyOf: [{type: 'string'}, {type: 'integer'}, {type: 'array', items: {type: 'integer'}}]};
    default:
      return {type: 'string', minLength: 1, ...usual};
  }
}

if (require.main === module) writeFileSync(configSchemaFile, configJsonSchema());
