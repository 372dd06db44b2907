import {spawn, spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {publishResults} from '../../src/cli/publishResults';
import {removeUnfinished} from '../../src/node/removeUnfinished';
import {fakeContext} from '../cli/fakes';
import {sampleResults} from '../lab/report/sampleResults';

let parent: string;
beforeEach(() => (parent = fs.mkdtempSync(path.join(os.tmpdir(), 'unfinished-'))));
afterEach(() => fs.rmSync(parent, {recursive: true}));

/** The id of a process that has ended. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

/** A directory with a file, both last touched so many seconds ago. */
function leave(name: string, seconds: number): string {
  const directory = path.join(parent, name);
  fs.mkdirSync(directory);
  fs.writeFileSync(path.join(directory, 'results.json'), '{');
  const time = Date.now() / 1000 - seconds;
  for (const place of [path.join(directory, 'results.json'), directory]) fs.utimesSync(place, time, time);
  return name;
}

const uuid = '123e4567-e89b-42d3-a456-426614174000';

describe('removeUnfinished()', () => {
  test('removes what a killed process left, and nothing of one that runs', async () => {
    leave(`.unfinished.${gone()}.0123abcd`, 120);
    leave(`.unfinished-${uuid}`, 2 * 86_400);
    const running = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    const kept = [
      leave(`.unfinished.${running.pid}.0123abcd`, 7 * 86_400),
      leave(`.unfinished.${process.pid}.0123abcd`, 120),
    ];
    await removeUnfinished(parent);
    running.kill();
    expect(fs.readdirSync(parent).sort()).toEqual(kept.sort());
  });

  test('keeps what was touched a moment ago: its process may run on another machine', async () => {
    const young = leave(`.unfinished.${gone()}.0123abcd`, 10);
    const grows = leave(`.unfinished.${gone()}.4567abcd`, 120);
    fs.writeFileSync(path.join(parent, grows, 'results.json'), '{"'); // the directory's own time stays
    const ofOlderVersion = leave(`.unfinished-${uuid}`, 3600);
    await removeUnfinished(parent);
    expect(fs.readdirSync(parent).sort()).toEqual([young, grows, ofOlderVersion].sort());
  });

  test('touches nothing of another name, no link, and no file', async () => {
    const pid = gone();
    const others = [
      `.unfinished.${pid}`,
      `unfinished.${pid}.0123abcd`,
      `.unfinished.${pid}.0123abcd-2`,
      '.unfinished',
    ];
    for (const name of [...others, 'run']) leave(name, 9 * 86_400);
    fs.symlinkSync(path.join(parent, 'run'), path.join(parent, `.unfinished.${pid}.00000000`));
    fs.writeFileSync(path.join(parent, `.unfinished.${pid}.11111111`), '');
    const before = fs.readdirSync(parent).sort();
    await removeUnfinished(parent);
    expect(fs.readdirSync(parent).sort()).toEqual(before);
    expect(fs.readdirSync(path.join(parent, 'run'))).toEqual(['results.json']);
  });

  test('says nothing of a directory that is not there', async () => {
    await expect(removeUnfinished(path.join(parent, 'none'))).resolves.toBeUndefined();
  });
});

test('a run removes what the one before left as it was killed', async () => {
  leave(`.unfinished.${gone()}.0123abcd`, 120);
  const context = fakeContext({cwd: parent});
  const options = {out: parent, json: true};
  await publishResults(sampleResults(), {options, context, renderer: undefined, print: () => undefined});
  expect(fs.readdirSync(parent)).toEqual(['2025-01-31T12-00-00']);
});
