import {cacheDirectory} from '../node/mnist/loadDataset';
import {environment, hideHome} from '../node/environment';
import {say} from '../lab/language/language';
import {sayAll} from '../lab/report';
import {t, type Text} from '../text';
import {spoken} from './chooseLanguage';
import type {CliContext, Library} from './context';
import {exitCodes} from './exitCodes';
import {assertNamedCache} from './openData';
import type {doctorOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {choosePalette, type Palette, wrapText} from './terminal/wrapText';

type Options = OptionValues<typeof doctorOptions>;

/** What there is, in the order of the output; also what `--json` prints. */
interface Findings {
  readonly versions: Readonly<Record<string, Text>>;
  readonly machine: Text;
  readonly backends: readonly {readonly name: string; readonly usable: boolean; readonly detail: string}[];
  /** What `--backend` gives here. */
  readonly backend: Finding;
  readonly data: Finding;
  readonly cache: string;
}

interface Finding {
  readonly ok: boolean;
  readonly detail: Text;
}

/** What there is, and the first of the options given that cannot be used. */
interface Examination {
  readonly findings: Findings;
  readonly failure: Error | undefined;
}

/**
 * `losslab doctor`: versions, backends and data of this machine. It looks and never mends: nothing is downloaded.
 *
 * @returns 0, whatever is found: an optional part that is missing is no failure.
 * @throws Once all is printed: what keeps a directory, a data set or a backend that somebody named from being used.
 */
export async function doctor(options: Options, context: CliContext, library: Library): Promise<number> {
  const {findings, failure} = await examine(options, context, library);
  const text = options.json
    ? `${JSON.stringify(sayAll(findings), null, 2)}\n`
    : spoken(context, () => findingsText(findings, choosePalette(context)));
  context.stdout.write(text);
  if (failure !== undefined) throw failure;
  return exitCodes.ok;
}

async function examine(options: Options, context: CliContext, library: Library): Promise<Examination> {
  const {origins = {}} = context;
  const {losslab, tfjs, node, platform, processors, backends} = environment();
  const installed = Object.entries(backends).map(
    ([name, version]) => [name, version ?? t`not installed`] as const,
  );
  const probes = await library.probeBackends();
  const backend = await find(() => library.selectBackend(options.backend));
  const data = await find(() => findData(options, context, library));
  const cache = await find(async () => {
    await assertNamedCache(options);
    return '';
  });
  const findings = {
    versions: {losslab, node, '@tensorflow/tfjs': tfjs, ...Object.fromEntries(installed)},
    machine: t`${platform}, ${processors} processors`,
    backends: probes.map(probe => ({
      name: probe.name,
      usable: probe.usable,
      detail: hideHome(probe.usable ? probe.version : probe.reason),
    })),
    backend: backend.finding,
    data: data.finding,
    cache: hideHome(cacheDirectory(options.cacheDir)),
  };
  const failure = cache.error ?? (origins.dataDir && data.error) ?? (origins.backend && backend.error);
  return {findings, failure};
}

async function findData(
  {dataset, dataDir, cacheDir}: Options,
  {signal}: CliContext,
  {loadMnist}: Library,
): Promise<Text> {
  if (dataset === 'synthetic') return t`synthetic digits, drawn when needed`;
  const {train, test, source} = await loadMnist({dataDir, cacheDir, download: false, signal});
  const [sizes, place] = [t`${train.size} + ${test.size} images`, hideHome(source.origin)];
  return source.kind === 'mnist'
    ? t`MNIST: ${sizes} in ${place}`
    : t`not MNIST, but in its format: ${sizes} in ${place}`;
}

/** The failure is the finding: whatever goes wrong here is what the user wants to read. */
async function find(look: () => Promise<Text>): Promise<{finding: Finding; error?: Error}> {
  try {
    return {finding: {ok: true, detail: await look()}};
  } catch (error) {
    const failure = error as Error; // nothing here throws anything else
    return {finding: {ok: false, detail: hideHome(failure.message)}, error: failure};
  }
}

function findingsText(findings: Findings, palette: Palette): string {
  const {versions, machine, backends, backend, data, cache} = findings;
  const row = (name: string, value: Text) =>
    wrapText(value, {indent: ' '.repeat(34), first: name.padEnd(34)});
  const judged = ({ok, detail}: Finding) =>
    wrapText(detail, {indent: '    ', first: `  ${ok ? '✓' : '✗'} `}).replace(
      /[✓✗]/,
      ok ? palette.good : palette.bad,
    );
  return [
    palette.strong(say(t`versions`)),
    ...Object.entries(versions).map(([name, version]) => row(`  ${name}`, version)),
    `  ${say(t`on ${machine}`)}`,
    '',
    palette.strong(say(t`backends, the fastest first`)),
    ...backends.map(({name, usable, detail}) => judged({ok: usable, detail: t`${name}: ${detail}`})),
    '',
    palette.strong(say(t`backend in use`)),
    judged(backend),
    '',
    palette.strong(say(t`data`)),
    judged(data),
    `  ${say(t`downloads are kept in ${cache}`)}`,
    '',
  ].join('\n');
}
