import * as path from 'node:path';
import {inLanguage, render, say} from '../../lab/language/language';
import {hideHome} from '../../node/environment';
import {installNative, type NativeOutcome, type NativeProof} from '../../node/native/installNative';
import {runInChild} from '../../node/runInChild';
import {t, type Text} from '../../text';
import type {OptionsOf} from '../commands';
import {printResult, type CliContext} from '../context';
import {exitCodes} from '../exitCodes';

/**
 * `losslab native`: installs the native backend and proves it with an op.
 *
 * @returns 0 if there is one that works.
 * @throws {DataUnavailableError} If neither an addon nor a TensorFlow to build one against can be had.
 * @throws {BackendUnavailableError} If it cannot be installed here; the sentence says why.
 */
export async function native(options: OptionsOf<'native'>, context: CliContext): Promise<number> {
  const {stderr, language = 'en', env, signal} = context;
  const onMessage = (message: Text) => {
    // A build takes minutes: what it does is said to a log, too.
    if (!options.quiet) stderr.write(`losslab: ${hideHome(render(message, language))}\n`);
  };
  const {source, force, cacheDir} = options;
  const prove = () => proveNative(context);
  const outcome = await installNative({source, force, cacheDir, env, signal, onMessage, prove});
  printResult(context, {json: options.json, document: outcome, text: () => `${say(sentenceOf(outcome))}\n`});
  return exitCodes.ok;
}

const ends = {
  present: (what: Text) => t`${what}: it was there, and works`,
  prebuilt: (what: Text) => t`${what}: its own prebuilt addon, and works`,
  wheel: (what: Text) => t`${what}: built against the library of a TensorFlow for Python, and works`,
};

function sentenceOf({how, version, tensorflow}: NativeOutcome): Text {
  return ends[how](t`@tensorflow/tfjs-node ${version} with TensorFlow ${tensorflow}`);
}

async function proveNative({cwd, env, signal, language}: CliContext): Promise<NativeProof> {
  const file = path.join(__dirname, `proveNative${path.extname(__filename)}`);
  let output = '';
  const end = await runInChild<NativeProof>(file, {}, {cwd, env, signal, onOutput: text => (output += text)});
  if ('answer' in end) return end.answer;
  const got = inLanguage(language ?? 'en', () =>
    say(t`the process that tried it ended with ${String(end.killer ?? end.code)}`),
  );
  return {ok: false, reason: [got, output.trim().split('\n').at(-1)].filter(Boolean).join(': ')};
}
