/**
 * Runs the packed losslab beside other versions of TensorFlow.js and of Node, under other runtimes, package managers and test
 * runners, from the package registry; or the repository's tests on other releases of Node. Writes the tables of
 * docs/integrations.md where all was asked for.
 *
 *     npm run matrix                               all versions, then all integrations; some twenty minutes
 *     npm run matrix -- 4.10 4.22                  only these versions of tfjs; nothing is written
 *     npm run matrix -- --integrations Bun Mocha   only these, or all of them
 *     npm run matrix -- --suite                    npm test on Node 26, 24, 22 and 20
 *     npm run matrix -- --suite 24 test/losses     a part of it on one of them
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {pack} from './checkPackage/packed';
import {CheckFailure} from './checkPackage/run';
import {installTools, integrations, tryOut} from './matrix/integrations';
import {tableOf, tableWithNotes, writeTable} from './matrix/project';
import {suite} from './matrix/suite';
import {allVersions, columns, tour} from './matrix/versions';

async function main(): Promise<void> {
  const [mode, ...named] = process.argv.slice(2);
  if (mode === '--suite')
    return publish('suite', [['node', 'what ran', 'result'], ...(await suite(named))], named);
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-matrix-')));
  try {
    const {tarball} = await pack(path.join(__dirname, '..'), folder);
    if (mode !== '--integrations') await runVersions(folder, tarball, process.argv.slice(2));
    if (mode === undefined || mode === '--integrations') await runIntegrations(folder, tarball, named);
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

async function runVersions(folder: string, tarball: string, named: readonly string[]): Promise<void> {
  const asked = named.map(version => ({tfjs: version.split('.').length === 2 ? `${version}.0` : version}));
  const rows: string[][] = [];
  for (const versions of asked.length > 0 ? asked : allVersions) {
    const row = await tour(folder, tarball, versions);
    rows.push(columns.map(column => row[column] ?? ''));
  }
  await publish('matrix', [columns, ...rows], named);
}

async function runIntegrations(folder: string, tarball: string, named: readonly string[]): Promise<void> {
  const unknown = named.find(name => integrations[name] === undefined);
  if (unknown !== undefined) {
    throw new CheckFailure(`expected ${Object.keys(integrations).join(', ')}, got ${unknown}`);
  }
  await installTools(folder);
  const rows: string[][] = [];
  for (const name of named.length > 0 ? named : Object.keys(integrations)) {
    const row = await tryOut(name, folder, tarball);
    console.error(row.join(', '));
    rows.push(row);
  }
  await publish('integrations', [['what', 'version', 'date', 'what ran'], ...rows], named);
}

/** Prints a table, and writes it where it is whole. */
async function publish(
  place: string,
  cells: readonly (readonly string[])[],
  named: readonly string[],
): Promise<void> {
  const table = place === 'matrix' ? tableWithNotes(cells) : tableOf(cells);
  console.log(table);
  if (cells.flat().some(cell => cell.startsWith('FAILED'))) process.exitCode = 5;
  if (named.length === 0) await writeTable(place, table);
}

main().catch((error: unknown) => {
  console.error(error instanceof CheckFailure ? error.message : error);
  process.exitCode = 1;
});
