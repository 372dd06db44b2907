import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  assertKnownVariables,
  knownVariables,
  options,
  readConfigFile,
} from '../../src/cli/options/optionSources';
import {choice, file, positionals, pngFile, positive, toggle, whole} from '../../src/cli/options/optionSpec';
import {resolveOptions, variableName, type OptionSources} from '../../src/cli/options/resolveOptions';
import {DataUnavailableError} from '../../src/errors';
import {UsageError} from '../../src/cli/exitCodes';

const specs = {
  seed: whole('Seed', 0, 1),
  order: whole('Order', 1, undefined, 2),
  rate: positive('Rate', 0.1),
  share: positive('Share', undefined, 1),
  profile: choice('Profile', ['quick', 'full'], 'quick'),
  dataDir: file('Data', 'DIR', undefined, {variable: 'LOSSLAB_DATA'}),
  out: file('Out', 'DIR', 'reports'),
  backend: choice('Backend', ['auto', 'wasm', 'cpu'], 'auto'),
  show: pngFile('Show', 'FILE.png'),
  json: toggle('JSON'),
  ids: positionals('Ids'),
};

function resolve({
  flags = {},
  env = {},
  values,
}: Partial<OptionSources> & {values?: Record<string, unknown>}) {
  const config = values && {name: 'c.json', directory: '/etc/losslab', values};
  return resolveOptions(specs, {flags, env, config, cwd: '/project'}).values;
}

describe('resolveOptions()', () => {
  test('gives the defaults where nothing is said', () => {
    expect(resolve({})).toEqual({
      seed: 1,
      order: undefined,
      rate: 0.1,
      share: undefined,
      profile: 'quick',
      dataDir: undefined,
      out: path.resolve('/project/reports'),
      backend: 'auto',
      show: undefined,
      json: false,
      ids: [],
    });
  });

  test('takes a flag before the environment before the config file', () => {
    const env = {LOSSLAB_SEED: '2'};
    const values = {seed: 3};
    expect(resolve({flags: {seed: '4'}, env, values}).seed).toBe(4);
    expect(resolve({env, values}).seed).toBe(2);
    expect(resolve({values}).seed).toBe(3);
    expect(resolve({env: {LOSSLAB_SEED: ''}, values}).seed).toBe(3);
  });

  test('reads every kind from each source', () => {
    const expected = {seed: 7, rate: 0.5, profile: 'full', backend: 'cpu', json: true};
    const texts = {seed: '7', rate: '0.5', profile: 'full', backend: 'cpu'};
    expect(resolve({flags: {...texts, json: true}})).toMatchObject(expected);
    const env = Object.fromEntries(
      Object.entries(texts).map(([key, value]) => [`LOSSLAB_${key.toUpperCase()}`, value]),
    );
    expect(resolve({env: {...env, LOSSLAB_JSON: '1'}})).toMatchObject(expected);
    expect(resolve({values: expected})).toMatchObject(expected);
  });

  test('lets --no-json undo what the environment says', () => {
    expect(resolve({flags: {json: false}, env: {LOSSLAB_JSON: 'true'}}).json).toBe(false);
  });

  test('sees paths from the working directory, and those of a config file from its directory', () => {
    expect(resolve({flags: {dataDir: 'd'}}).dataDir).toBe(path.resolve('/project/d'));
    expect(resolve({env: {LOSSLAB_DATA: '/abs'}}).dataDir).toBe(path.resolve('/abs'));
    expect(resolve({values: {dataDir: 'd'}}).dataDir).toBe(path.resolve('/etc/losslab/d'));
  });

  test.each([
    [{flags: {seed: '-1'}}, '--seed: expected a whole number of at least 0, got "-1"'],
    [{flags: {seed: 'NaN'}}, '--seed: expected a whole number of at least 0, got "NaN"'],
    [{flags: {seed: ''}}, '--seed: expected a whole number of at least 0, got ""'],
    [{flags: {seed: '1x'}}, '--seed: expected a whole number of at least 0, got "1x"'],
    [{flags: {seed: '0x10'}}, '--seed: expected a whole number of at least 0, got "0x10"'],
    [{flags: {order: '3'}}, '--order: expected a whole number from 1 to 2, got "3"'],
    [{flags: {share: '1'}}, '--share: expected a number above 0 and below 1, got "1"'],
    [{env: {LOSSLAB_JSON: 'constructor'}}, 'LOSSLAB_JSON: expected true or false, got "constructor"'],
    [{flags: {seed: '1.5'}}, '--seed: expected a whole number of at least 0, got "1.5"'],
    [{flags: {rate: 'Infinity'}}, '--rate: expected a number above 0, got "Infinity"'],
    [{flags: {rate: '0'}}, '--rate: expected a number above 0, got "0"'],
    [{flags: {profile: 'fast'}}, '--profile: expected one of quick, full, got "fast"'],
    [{flags: {dataDir: ''}}, '--data-dir: expected a path, got ""'],
    [{flags: {show: 'x.jpg'}}, '--show: expected the path of a file that ends in .png, got "x.jpg"'],
    [{flags: {show: '/tmp'}}, '--show: expected the path of a file that ends in .png, got "/tmp"'],
    [{flags: {show: '.png'}}, '--show: expected the path of a file that ends in .png, got ".png"'],
    [
      {env: {LOSSLAB_BACKEND: 'wsam'}},
      'LOSSLAB_BACKEND: expected one of auto, wasm, cpu, got "wsam", did you mean wasm?',
    ],
    [{env: {LOSSLAB_SEED: 'x'}}, 'LOSSLAB_SEED: expected a whole number of at least 0, got "x"'],
    [{env: {LOSSLAB_JSON: 'yes'}}, 'LOSSLAB_JSON: expected true or false, got "yes"'],
    [{values: {seed: '7'}}, 'c.json: seed: expected a whole number of at least 0, got "7"'],
    [{values: {seed: null}}, 'c.json: seed: expected a whole number of at least 0, got null'],
    [{values: {json: 1}}, 'c.json: json: expected true or false, got 1'],
    [{values: {dataDir: ['a']}}, 'c.json: dataDir: expected a path, got ["a"]'],
  ])('refuses %j by name of its source', (sources, sentence) => {
    expect(() => resolve(sources)).toThrow(new UsageError(sentence));
  });
});

test('a file to be written as PNG may have its suffix in capitals', () => {
  expect(resolve({flags: {show: 'sheets/a.PNG'}}).show).toBe(path.resolve('/project/sheets/a.PNG'));
});

test('every option of a name, whoever gives it, is refused with the nearest name and who gave it', () => {
  for (const [name, {choices}] of options) {
    const own = {[name]: options.get(name)!};
    // The first choice of several letters, with two of them swapped.
    const meant = choices?.find(choice => choice.length > 3);
    if (meant === undefined) continue;
    const misspelt = `${meant.slice(0, -2)}${meant.at(-1)}${meant.at(-2)}`;
    const variable = variableName(name, own[name]);
    const sources = {flags: {}, env: {[variable]: misspelt}, cwd: '/'};
    expect(() => resolveOptions(own, sources)).toThrow(`${variable}: expected one of `);
    expect(() => resolveOptions(own, sources)).toThrow(/, did you mean \S+\?$/);
    const config = {name: 'c.json', directory: '/', values: {[name]: misspelt}};
    expect(() => resolveOptions(own, {flags: {}, env: {}, cwd: '/', config})).toThrow(
      `c.json: ${name}: expected one of `,
    );
  }
});

describe('readConfigFile()', () => {
  let directory: string;
  beforeEach(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
  afterEach(() => fs.rmSync(directory, {recursive: true}));
  const write = (content: string) => fs.writeFileSync(path.join(directory, 'losslab.config.json'), content);

  test('finds losslab.config.json in the working directory, and minds not if there is none', () => {
    expect(readConfigFile(undefined, directory)).toBeUndefined();
    write('{"seed": 7}');
    expect(readConfigFile(undefined, directory)).toEqual({
      name: 'losslab.config.json',
      directory,
      values: {seed: 7},
    });
  });

  test('insists on a file that was named', () => {
    expect(() => readConfigFile(path.join(directory, 'mine.json'), directory)).toThrow(
      new DataUnavailableError('mine.json: expected a config file that can be read, got ENOENT'),
    );
  });

  test.each([
    ['{"sede": 7}', 'losslab.config.json: unknown option sede, did you mean seed?'],
    ['{"ids": ["step"]}', 'losslab.config.json: unknown option ids'],
    [
      '{"seed": 7, "config": "c1.json"}',
      'losslab.config.json: expected no config in a config file, which is the only one that is read',
    ],
    ['[7]', 'losslab.config.json: expected one JSON object, got [7]'],
    ['{', 'losslab.config.json: expected JSON, got'],
  ])('refuses %s', (content, sentence) => {
    write(content);
    expect(() => readConfigFile(undefined, directory)).toThrow(sentence);
  });
});

describe('assertKnownVariables()', () => {
  test('takes those of every option, of the tests and of the scripts, and what is not losslab’s', () => {
    const known = [
      'LOSSLAB_SEED',
      'LOSSLAB_DATA',
      'LOSSLAB_CACHE',
      'LOSSLAB_BUDGET_SECONDS',
      'LOSSLAB_CHROMIUM',
    ];
    expect(knownVariables).toEqual(expect.arrayContaining(known));
    const env = Object.fromEntries([...knownVariables, 'HOME'].map(name => [name, 'x']));
    expect(() => assertKnownVariables({...env, LOSSLAB_EMPTY: ''})).not.toThrow();
  });

  test('every variable that the source, the tests or the scripts name is known', () => {
    const files = ['src', 'scripts', 'test/browser', 'test/cli/checkpoints.test.ts'].flatMap(place =>
      fs.statSync(place).isFile()
        ? [place]
        : fs
            .readdirSync(place, {recursive: true, encoding: 'utf8'})
            .map(name => path.join(place, name))
            .filter(name => fs.statSync(name).isFile()),
    );
    const named = files.flatMap(name => fs.readFileSync(name, 'utf8').match(/LOSSLAB_[A-Z_]*[A-Z]/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    // These two are wrong on purpose, as examples.
    const wrong = ['LOSSLAB_SED', 'LOSSLAB_DATA_DIR'];
    expect(named.filter(name => !knownVariables.includes(name) && !wrong.includes(name))).toEqual([]);
  });

  test.each([
    ['LOSSLAB_SED', 'unknown environment variable LOSSLAB_SED, did you mean LOSSLAB_SEED?'],
    ['LOSSLAB_DATA_DIR', 'unknown environment variable LOSSLAB_DATA_DIR, did you mean LOSSLAB_DATA?'],
    ['LOSSLAB_CACHE_DIR', 'unknown environment variable LOSSLAB_CACHE_DIR, did you mean LOSSLAB_CACHE?'],
    ['LOSSLAB_COLOUR', 'unknown environment variable LOSSLAB_COLOUR'],
  ])('refuses %s', (name, sentence) => {
    expect(() => assertKnownVariables({[name]: '7'})).toThrow(new UsageError(sentence));
  });
});
