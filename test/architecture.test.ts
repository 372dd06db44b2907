import {spawnSync} from 'node:child_process';
import * as path from 'node:path';
import * as ts from 'typescript';
import {findMisfits, findNeedlessExceptions} from './architecture/findMisfits';
import {findViolations} from './architecture/findViolations';
import {listFiles, parse, readSources} from './architecture/sources';

const root = path.join(__dirname, '..');

describe('the sources', () => {
  test('follow the arrows, have no cycles, and leave files and the terminal to node/ and cli/', () => {
    const sources = readSources();
    expect(sources.length).toBeGreaterThan(30);
    expect(findViolations(sources)).toEqual([]);
  });

  test('do nothing when the index is imported: no output, and nothing that keeps the process alive', () => {
    // The handle is the proof of life: Node ends by itself once nothing is left to wait for.
    const script = "require('./src/index'); process.on('exit', () => console.log('left by itself'));";
    const child = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {cwd: root, encoding: 'utf8'});
    expect({stdout: child.stdout, stderr: child.stderr, status: child.status}).toEqual({
      stdout: 'left by itself\n',
      stderr: '',
      status: 0,
    });
  }, 180_000);
});

describe('a cast through unknown', () => {
  /** Not yet rid of theirs; none of them is about a private part of tfjs but metricNames.ts. */
  const exceptions = [
    'cli/commands.ts',
    'lab/report/figures/SvgDocument.ts',
    'node/fileHandlers.ts',
    'node/metricNames.ts',
    'node/mnist/mirrors.ts',
    'node/readModelFiles.ts',
  ];

  test('is found in tfjs/ and wasm/ only, where all that knows a private part of tfjs has its place', () => {
    const casting = readSources().filter(source => castsThroughUnknown(parse(source)));
    const names = casting.map(source => source.path);
    expect(names).toContain('tfjs/engine.ts');
    const misplaced = names.filter(name => !/^(tfjs|wasm)\//.test(name) && !exceptions.includes(name));
    expect(misplaced).toEqual([]);
  });
});

describe('files and folders', () => {
  const lines = (count: number) => 'x();\n'.repeat(count);

  test('have 30 to 250 lines and more than one file, or a reason in the list or the file', () => {
    expect(findMisfits(readSources(), listFiles())).toEqual([]);
  });

  test('are on the list of exceptions only as long as they are one', () => {
    expect(findNeedlessExceptions(readSources())).toEqual([]);
  });

  test('are found where they are too long, too short or alone', () => {
    const sources = [
      {path: 'losses/long.ts', text: lines(251)},
      {path: 'losses/fits.ts', text: lines(250)},
      {path: 'data/short.ts', text: lines(29)},
      {path: 'data/fits.ts', text: lines(30)},
      {path: 'data/reasoned.ts', text: `// Short because the test needs it.\n${lines(5)}`},
      {path: 'lab/alone/deep/fits.ts', text: lines(30)},
    ];
    expect(findMisfits(sources)).toEqual([
      'losses/long.ts: expected at most 250 lines, got 251',
      'data/short.ts: expected at least 30 lines or a reason, got 29',
      'lab: expected more than one file',
      'lab/alone: expected more than one file',
      'lab/alone/deep: expected more than one file',
    ]);
    expect(findNeedlessExceptions(sources)).toContain(
      'lab/experiments/known-gradients/knownBugs.ts: is an exception that nothing needs',
    );
  });
});

describe('importing the index', () => {
  test('loads tfjs and nothing else that is not ours: no yargs, no report, no module of Node', () => {
    // What is asked for by a file of src/; tfjs may load what it likes.
    const script = `
      const Module = require('node:module');
      const load = Module._load;
      const asked = new Set();
      Module._load = function (request, parent, ...rest) {
        if (/[\\\\/]src[\\\\/]/.test(parent?.filename ?? '') && !parent.filename.includes('node_modules')) asked.add(request);
        return load.call(this, request, parent, ...rest);
      };
      require('./src/index');
      console.log(JSON.stringify([...asked]));`;
    const child = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {cwd: root, encoding: 'utf8'});
    const asked = JSON.parse(child.stdout) as string[];
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(request => !request.startsWith('.'))).toEqual(['@tensorflow/tfjs']);
    expect(asked.filter(request => /\/(cli|lab|node)(\/|$)/.test(request))).toEqual([]);
  }, 180_000);
});

describe('findViolations()', () => {
  test('allows the arrows, the leaves and Node in node/', () => {
    const sources = [
      {path: 'errors.ts', text: ''},
      {path: 'losses/index.ts', text: "import {x} from '../errors'; import * as tf from '@tensorflow/tfjs';"},
      {path: 'training/train.ts', text: "import type {Loss} from '../losses';"},
      {path: 'node/files.ts', text: "import * as fs from 'node:fs';"},
      {path: 'cli/main.ts', text: "console.log(require('../node/files'));"},
    ];
    expect(findViolations(sources)).toEqual([]);
  });

  test.each([
    ['an import', "import {train} from '../training/train';"],
    ['an import of a type', "import type {T} from '../training/train';"],
    ['a re-export', "export {train} from '../training/train';"],
    ['a bare import', "import '../training/train';"],
    ['a require', "const t = require('../training/train');"],
    ['an import equals', "import t = require('../training/train');"],
    ['a dynamic import', "void import('../training/train');"],
    ['an imported type', "type T = import('../training/train').T;"],
    ['a typeof import', "type T = typeof import('../training/train');"],
  ])('finds %s against the arrows', (_form, text) => {
    const sources = [
      {path: 'losses/planted.ts', text},
      {path: 'training/train.ts', text: ''},
    ];
    expect(findViolations(sources)).toEqual([
      'losses/planted.ts imports training/train.ts: losses may not import training',
    ]);
  });

  test('finds an import of a folder by its index', () => {
    const sources = [
      {path: 'lab/report/planted.ts', text: "import '../../losses';"},
      {path: 'losses/index.ts', text: ''},
    ];
    expect(findViolations(sources)).toEqual([
      'lab/report/planted.ts imports losses/index.ts: lab/report may not import losses',
    ]);
  });

  test('finds a leaf that imports more than leaves, and a folder that nobody knows', () => {
    const sources = [
      {path: 'random.ts', text: "import './losses/a';"},
      {path: 'utils/a.ts', text: "import '../losses/a';"},
      {path: 'losses/a.ts', text: ''},
    ];
    expect(findViolations(sources)).toEqual([
      'random.ts imports losses/a.ts: random may not import losses',
      'utils/a.ts: utils is not in the architecture',
    ]);
  });

  test.each(['fs', 'node:fs', 'fs/promises', 'path', 'node:child_process'])(
    'finds %s outside node/ and cli/',
    name => {
      expect(findViolations([{path: 'data/planted.ts', text: `import * as x from '${name}';`}])).toEqual([
        `data/planted.ts imports ${name}: only node and cli may use Node's modules`,
      ]);
    },
  );

  test.each(['console.log', 'console.warn', 'process.stdout', 'process.exit'])(
    'finds %s outside cli/',
    use => {
      expect(findViolations([{path: 'node/planted.ts', text: `void ${use};`}])).toEqual([
        `node/planted.ts uses ${use}: only cli may print or exit`,
      ]);
    },
  );

  test('is not fooled by comments and strings', () => {
    const text = "// console.log(require('../cli/main'))\nconst s = 'console.log';";
    expect(findViolations([{path: 'losses/a.ts', text}])).toEqual([]);
  });

  test('finds a cycle, also within a folder', () => {
    const sources = [
      {path: 'data/a.ts', text: "import './b';"},
      {path: 'data/b.ts', text: "import './c';"},
      {path: 'data/c.ts', text: "import './b';"},
    ];
    expect(findViolations(sources)).toEqual(['a cycle: data/b.ts → data/c.ts → data/b.ts']);
  });
});

/** Whether the tree holds `x as unknown as T`, in parentheses or not. */
function castsThroughUnknown(node: ts.Node): boolean {
  if (ts.isAsExpression(node)) {
    let inner: ts.Expression = node.expression;
    while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
    if (ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword) return true;
  }
  return ts.forEachChild(node, child => castsThroughUnknown(child) || undefined) ?? false;
}
