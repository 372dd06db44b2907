/** The catalogue of examples/browser has every text of the pages, and no other. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import korean from '../../examples/browser/src/ko.json';
import {samples} from '../../examples/browser/src/samples';

const root = join(__dirname, '../../examples/browser');

function keysOfCode(): string[] {
  const files = readdirSync(join(root, 'src')).filter(name => name.endsWith('.ts'));
  return files.flatMap(name => {
    const text = readFileSync(join(root, 'src', name), 'utf8');
    return [...text.matchAll(/\bt`([^`]*)`/g)].map(([, template]) => {
      let i = 0;
      return template!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, () => `{${i++}}`);
    });
  });
}

function keysOfPages(): string[] {
  return ['index.html', 'playground.html'].flatMap(name => {
    const html = readFileSync(join(root, name), 'utf8');
    const blocks = [...html.matchAll(/<(\w+)[^>]*\sdata-t(?:\s[^>]*)?>([^]*?)<\/\1\s*>/g)];
    const labels = [...html.matchAll(/data-t-label\s+aria-label="([^"]*)"/g)];
    const title = /<title>(.*)<\/title>/.exec(html)![1]!;
    return [...blocks.map(match => match[2]!), ...labels.map(match => match[1]!), title];
  });
}

test('every text of the demo has its Korean, and no other is kept', () => {
  const used = [...keysOfCode(), ...keysOfPages(), ...samples.map(({name}) => name)].map(key =>
    key === ' nats' || key.startsWith(' An error') ? key : key.trim().replace(/\s+/g, ' '),
  );
  expect(Object.keys(korean).sort()).toEqual([...new Set(used)].sort());
  for (const [english, text] of Object.entries(korean)) {
    const places = (sentence: string) => [...sentence.matchAll(/\{\d\}/g)].map(String).sort();
    expect(places(text)).toEqual(places(english));
  }
});
