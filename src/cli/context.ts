import type {experiments} from '../lab/experiments';
import {inLanguage, type Language} from '../lab/language/language';
import {sayAll} from '../lab/report/spoken';
import type {syntheticDigits} from '../index';
import type {loadMnist, probeBackends, selectBackend} from '../node';
import {visible} from '../visibleText';
import type {openInBrowser} from '../node/openInBrowser';
import type {Origins} from './options/resolveOptions';

/** Where a command writes; `process.stdout` is one, and so is a list in a test. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** The terminal's width in characters. */
  readonly columns?: number;
}

/** What a command gets from the process it runs in, and all that it gets. */
export interface CliContext {
  /** The result, and nothing else. */
  readonly stdout: OutputStream;
  /** Errors always; progress and messages where it is a terminal. */
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted at the first interrupt. */
  readonly signal: AbortSignal;
  /** Of all that the command prints; English unless it is given. */
  readonly language?: Language;
  /** How many processors may be used; 1 unless it is given. */
  readonly cores?: number;
  /** Who gave the command's options. */
  readonly origins?: Origins;
}

/** What of losslab the commands get handed, because it is slow or different on every machine; a test hands over fakes. */
export interface Library {
  readonly experiments: typeof experiments;
  readonly loadMnist: typeof loadMnist;
  readonly syntheticDigits: typeof syntheticDigits;
  readonly selectBackend: typeof selectBackend;
  readonly probeBackends: typeof probeBackends;
  readonly openInBrowser: typeof openInBrowser;
}

/** Prints a command's result in its language: with `--json` a document, else a text, which is made then. */
export function printResult(
  {stdout, language = 'en'}: CliContext,
  {json, document, text}: {json: boolean; document: unknown; text: () => string},
): void {
  stdout.write(
    inLanguage(language, () => (json ? `${visible(JSON.stringify(sayAll(document), null, 2))}\n` : text())),
  );
}
