import {cacheDirectory} from '../node/mnist/loadDataset';
import {provenVersion} from '../corrections/Correction';
import {environment, hideHome} from '../node/environment';
import {tfjsParts, type TfjsPart} from '../node/tfjsParts';
import {say} from '../lab/language/language';
import {t, type Text} from '../text';
import type {OptionsOf} from './commands';
import {printResult, type CliContext, type Library} from './context';
import {exitCodes, textOfError} from './exitCodes';
import {assertNamedCache, library as real} from './openData';
import {choosePalette, type Palette, wrapText} from './terminal/wrapText';

type Options = OptionsOf<'doctor'>;

/** What there is, in the order of the output; also what `--json` prints. */
interface Findings {
  readonly versions: Readonly<Record<string, Text>>;
  readonly machine: Text;
  readonly backends: readonly {readonly name: string; readonly usable: boolean; readonly detail: string}[];
  /** What leans on the version of tfjs. */
  readonly parts: readonly TfjsPart[];
  /** What `--backend` gives here. */
  readonly backend: Finding;
  readonly data: Finding;
  readonly cache: string;
}

interface Finding {
  readonly ok: boolean;
  readonly detail: Text;
}

/**
 * `losslab doctor`: versions, backends and data of this machine. It only looks: nothing is downloaded.
 *
 * @returns 0, whatever is found: an optional part that is missing is no failure.
 * @throws Once all is printed: what keeps a directory, a data set or a backend that somebody named from being used.
 */
export async function doctor(options: Options, context: CliContext, library = real): Promise<number> {
  const {origins = {}} = context;
  const {losslab, tfjs, node, platform, processors, backends} = environment();
  const installed = Object.entries(backends).map(([name, version]) => [name, version ?? t`not installed`]);
  const probes = await library.probeBackends();
  const backend = await find(() => library.selectBackend(options.backend));
  const data = await find(() => findData(options, context, library));
  const cache = await find(() => assertNamedCache(options).then(() => ''));
  const findings: Findings = {
    versions: {
      losslab,
      node,
      '@tensorflow/tfjs': tfjs,
      ...(Object.fromEntries(installed) as Record<string, Text>),
    },
    machine: t`${platform}, ${processors} processors`,
    backends: probes.map(probe => ({
      name: probe.name,
      usable: probe.usable,
      detail: hideHome(probe.usable ? probe.version : probe.reason),
    })),
    parts: [...tfjsParts(), correctionsPart(tfjs)],
    backend: backend.finding,
    data: data.finding,
    cache: hideHome(cacheDirectory(options.cacheDir)),
  };
  const text = () => findingsText(findings, choosePalette(context));
  printResult(context, {json: options.json, document: findings, text});
  const failure = cache.error ?? (origins.dataDir && data.error) ?? (origins.backend && backend.error);
  if (failure !== undefined) throw failure;
  return exitCodes.ok;
}

const partNames: Readonly<Record<TfjsPart['name'], Text>> = {
  float64: 'float64',
  wasmKernels: t`wasm kernels`,
  replayedTraining: t`replayed training on wasm`,
  corrections: t`corrections`,
};

/** The corrections try themselves beside another version, and leave out what does not hold there. */
function correctionsPart(version: string): TfjsPart {
  const detail =
    version === provenVersion
      ? t`proven on tfjs ${provenVersion}`
      : t`each is tried at an example before it is put in place: proven on tfjs ${provenVersion}, this is ${version}`;
  return {name: 'corrections', ok: true, detail};
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
    const text = textOfError(failure);
    return {finding: {ok: false, detail: homeHidden(text)}, error: failure};
  }
}

/** The same sentence, with ~ for the home directory in what is put into it. */
function homeHidden(text: Text): Text {
  if (typeof text === 'string') return hideHome(text);
  return {...text, args: text.args.map(arg => (typeof arg === 'number' ? arg : homeHidden(arg)))};
}

function findingsText(findings: Findings, palette: Palette): string {
  const {versions, machine, backends, parts, backend, data, cache} = findings;
  const title = (text: Text) => palette.strong(say(text));
  const row = (name: string, value: Text) =>
    wrapText(value, {indent: ' '.repeat(34), first: `  ${name}`.padEnd(34)});
  const judged = ({ok, detail}: Finding) =>
    wrapText(detail, {indent: '    ', first: `  ${ok ? '✓' : '✗'} `}).replace(
      /[✓✗]/,
      ok ? palette.good : palette.bad,
    );
  return [
    title(t`versions`),
    ...Object.entries(versions).map(([name, version]) => row(name, version)),
    `  ${say(t`on ${machine}`)}`,
    '',
    title(t`backends, the fastest first`),
    ...backends.map(({name, usable, detail}) => judged({ok: usable, detail: t`${name}: ${detail}`})),
    '',
    title(t`what depends on the version of tfjs`),
    ...parts.map(({name, ok, detail}) => judged({ok, detail: t`${partNames[name]}: ${detail}`})),
    '',
    title(t`backend in use`),
    judged(backend),
    '',
    title(t`data`),
    judged(data),
    `  ${say(t`downloads are kept in ${cache}`)}`,
    '',
  ].join('\n');
}
