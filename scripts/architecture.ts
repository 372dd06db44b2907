/** Writes the arrows between the folders, as the imports draw them, into docs/architecture.md. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import {replaceArrows} from '../test/architecture/drawArrows';
import {readSources} from '../test/architecture/sources';

const page = path.join(__dirname, '../docs/architecture.md');
fs.writeFileSync(page, replaceArrows(fs.readFileSync(page, 'utf8'), readSources()));
