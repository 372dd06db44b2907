import * as fs from 'node:fs';
import * as path from 'node:path';
import {corrections} from '../../src/corrections';

test('docs/corrections.md lists every correction with its fault', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/corrections.md'), 'utf8');
  // A table's columns are padded.
  const rows = page.replace(/ +/g, ' ');
  for (const {op, fault, since} of corrections) {
    expect(rows).toContain(`| \`${op}\` | ${fault.replace(/\|/g, '\\|')} |`);
    // The page says it once, of all.
    expect(since).toBe('4.22.0');
  }
  expect(rows).toContain('All were seen in tfjs 4.22.0.');
});
