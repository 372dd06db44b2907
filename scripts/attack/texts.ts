import {commandNames} from '../../src/cli/commands';
import {parseArguments} from '../../src/cli/parseArguments';
import {assertKnownVariables, readConfigFile} from '../../src/cli/options/optionSources';
import {runCli} from '../../src/cli/runCli';
import {render} from '../../src/lab/language/language';
import {html} from '../../src/lab/report/html';
import {parseResults, renderAppendix, renderStory, serializeResults} from '../../src/lab/report';
import {pageTools} from '../../src/node/pageTools';
import {parseJson} from '../../src/parseJson';
import {Random} from '../../src/random';
import {t} from '../../src/text';
import {visible} from '../../src/visibleText';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {sampleExperiment, sampleResults} from '../../test/lab/report/sampleResults';
import type {Door} from './Door';
import {mutateBytes, mutateJson, oddText, pick} from './mutate';
import {complaintAbout} from './ownErrors';

/** What no terminal and no page may get from outside. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const raw = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

export const commandLineDoor: Door = {
  name: 'command line',
  about: 'words, flags and values in any order; parsed, or one sentence that says what is wrong',
  share: 0.2,
  attack(cases, {random, fail}) {
    const words = [
      ...commandNames,
      '--json',
      '--seed',
      '--seed=3',
      '--no-json',
      '--out',
      '--help',
      '--',
      '-h',
      '--constructor',
      '--__proto__',
      '--toString=1',
      '--lang',
      'ko',
      '1',
    ];
    for (let i = 0; i < cases; i++) {
      const args = Array.from({length: random.integer(5)}, () =>
        random.integer(3) > 0 ? pick(random, words) : oddText(random, ['--', '-', '=', 'data']),
      );
      try {
        const parsed = parseArguments(args);
        if (parsed.ask === 'run' && Object.getPrototypeOf(parsed.flags) !== Object.prototype)
          fail(`another prototype: ${JSON.stringify(args)}`);
        if (
          args.some(arg => /^--(constructor|__proto__|toString)/.test(arg)) &&
          parsed.ask === 'run' &&
          !args.includes('--')
        )
          fail(`an unknown option was taken: ${JSON.stringify(args)}`);
      } catch (error) {
        // A usage error begins with what is wrong, and no function's name.
        const complaint =
          error instanceof Error && error.name === 'UsageError' ? undefined : complaintAbout(error);
        if (complaint !== undefined) fail(`${JSON.stringify(args)}: ${complaint}`);
      }
    }
    return Promise.resolve(cases);
  },
};

export const environmentDoor: Door = {
  name: 'environment',
  about: 'variables and config files; what is said of them is one line without a control character',
  share: 0.01,
  async attack(cases, {random, folder, fail}) {
    for (let i = 0; i < cases; i++) {
      const env = {[`LOSSLAB_${oddText(random, ['SEED', 'LANG', 'JSON'])}`]: oddText(random, ['1', 'ko'])};
      const config = {
        [pick(random, ['seed', 'json', 'lang', '__proto__', oddText(random)])]: pick(random, [
          1,
          true,
          null,
          [],
          oddText(random),
        ]),
      };
      const text =
        random.integer(2) === 0
          ? JSON.stringify(config)
          : Buffer.from(mutateBytes(random, Buffer.from(JSON.stringify(config)))).toString('utf8');
      writeFileSync(join(folder, 'losslab.config.json'), text);
      let said = '';
      const write = (line: string) => void (said += line);
      const context = {
        stdout: {write: () => undefined},
        stderr: {write},
        env,
        cwd: folder,
        signal: new AbortController().signal,
      };
      const code = await runCli(['compare', 'a', 'b'], context);
      if (![2, 3].includes(code)) fail(`exit ${code} for ${JSON.stringify(env)} and ${text}: ${said}`);
      if (raw.test(said) || !/^losslab: [^\n]*\n$/.test(said)) fail(`said ${JSON.stringify(said)}`);
      try {
        assertKnownVariables(env);
        readConfigFile(undefined, folder);
      } catch {
        // Judged above.
      }
    }
    return cases;
  },
};

export const resultsDoor: Door = {
  name: 'results',
  about:
    'results.json, changed; refused, or shown as a page in two languages without a raw character or open markup',
  share: 0.02,
  attack(cases, {random, fail}) {
    const sample = JSON.parse(
      serializeResults(sampleResults({experiments: [sampleExperiment(), sampleExperiment({id: 'step'})]})),
    ) as unknown;
    const tools = pageTools();
    for (let i = 0; i < cases; i++) {
      const seed = random.bits();
      const json = JSON.stringify(mutateJson(new Random(seed), sample));
      try {
        const results = parseResults(json, 'results.json');
        // A page takes a hundred times as long as to read what it is of.
        if (i % 20 === 0)
          checkPage(bothPages(results, tools, i % 40 === 0 ? 'en' : 'ko'), line =>
            fail(`${line} of ${json}`),
          );
      } catch (error) {
        const complaint = complaintAbout(error);
        if (complaint !== undefined) fail(`${complaint} of ${json}`);
      }
    }
    return Promise.resolve(cases);
  },
};

function bothPages(...parts: Parameters<typeof renderStory>): string {
  return renderStory(...parts) + renderAppendix(...parts);
}

function checkPage(page: string, fail: (line: string) => void): void {
  if (raw.test(page)) fail('a raw character on the page');
  if (page.includes('<b>')) fail('markup on the page');
  if (page.includes('[object') || page.includes('native code')) fail('an object on the page');
}

export const textDoor: Door = {
  name: 'texts',
  about:
    'odd texts as arguments of messages and contents of the page; nothing raw, no markup, JSON of the same value',
  share: 0.3,
  attack(cases, {random, fail}) {
    for (let i = 0; i < cases; i++) {
      const text = oddText(random, ['<script>', '&', '{0}', 'a']);
      const said = render(t`unknown option ${text}`, i % 2 === 0 ? 'en' : 'ko');
      if (raw.test(said)) fail(`raw in a sentence: ${JSON.stringify(text)}`);
      const markup = String(html`<p title="${text}">${text}</p>`);
      if (
        raw.test(markup) ||
        (markup.match(/</g) ?? []).length !== 2 ||
        (markup.match(/"/g) ?? []).length !== 2
      )
        fail(`open markup: ${JSON.stringify(text)}`);
      if (JSON.parse(visible(JSON.stringify(text))) !== text) fail(`other JSON: ${JSON.stringify(text)}`);
    }
    return Promise.resolve(cases);
  },
};

export const jsonDoor: Door = {
  name: 'json',
  about: 'JSON, changed as text; read as JSON.parse reads it, or refused as it refuses it, or for its depth',
  share: 0.1,
  attack(cases, {random, fail}) {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    for (let i = 0; i < cases; i++) {
      const sound = JSON.stringify({a: [oddText(random), {b: oddText(random)}], c: '\\"[{'});
      const text =
        random.integer(50) === 0
          ? deep(random.integer(1000))
          : Buffer.from(mutateBytes(random, Buffer.from(sound))).toString('utf8');
      const [ours, theirs] = [parseJson, JSON.parse as (text: string) => unknown].map(parse =>
        outcomeOf(() => parse(text)),
      );
      const isDeep = ours!.startsWith('expected JSON nested');
      if (ours !== theirs && !isDeep) fail(`${ours} and ${theirs} of ${text}`);
      if (isDeep && text.length < 1000) fail(`too deep: ${text}`);
    }
    return Promise.resolve(cases);
  },
};

function outcomeOf(work: () => unknown): string {
  try {
    return JSON.stringify(work());
  } catch (error) {
    return (error as Error).message;
  }
}
