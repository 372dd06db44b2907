/**
 * The process in which the user's module runs. It gets one job and sends one outcome; `runInChild` ends it then. What
 * it needs for that is taken before the module can change it.
 */
import {firstLines, nameOfPlace} from '../../node/loadUserModule';
import {t, type Text} from '../../text';
import {exitCodeOf, exitCodes, textOfError} from '../exitCodes';
import type {ErrorRecord, Job, Outcome} from './gradcheck';

const send = process.send?.bind(process);
const kill = process.kill.bind(process);

if (send !== undefined) {
  // The module shall neither speak in losslab's name nor be ended by Ctrl-C before losslab ends it.
  delete process.send;
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => kill(process.pid, 'SIGKILL'));
  process.once('message', job => {
    process.channel?.unref(); // a process that waits for nothing else is to end
    void run(job as Job);
  });
}

async function run(job: Job): Promise<void> {
  const name = nameOfPlace(job.place);
  const refuse = (text: Text) => answer({error: {name: 'UsageError', text, exitCode: exitCodes.usage}});
  const onThrown = (error: unknown) =>
    refuse(t`${name}: expected a module that runs, got ${firstLines(error)} outside the check`);
  process.on('uncaughtException', onThrown);
  process.on('unhandledRejection', onThrown);
  process.on('beforeExit', () =>
    refuse(t`${name}: expected the check to finish, got a promise that never settles`),
  );
  try {
    // Loaded here, so that an error on the way is an outcome, too.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would go past Jest's loader
    const {askChecker} = require('./askChecker') as typeof import('./askChecker');
    const outcome = await askChecker(job);
    // A check can be over before any timer has run: what the module throws from there is heard first.
    await new Promise(resolve => setTimeout(resolve, 10));
    answer(outcome);
  } catch (error) {
    answer({error: recordOf(error)});
  }
}

let answered = false;

function answer(outcome: Outcome): void {
  if (!answered) send!(outcome);
  answered = true;
}

function recordOf(error: unknown): ErrorRecord {
  const exitCode = exitCodeOf(error);
  if (!(error instanceof Error)) return {name: 'Error', text: firstLines(error), exitCode};
  const {name, stack} = error;
  const {code} = error as NodeJS.ErrnoException;
  return {name, text: textOfError(error), stack, exitCode, ...(typeof code === 'string' && {code})};
}
