import {
  catalogues,
  inLanguage,
  languageOfLocale,
  render,
  say,
  type Language,
} from '../../../src/lab/language/language';
import {sayAll} from '../../../src/lab/report';
import {listed, t} from '../../../src/text';

test('t keeps what stands in the source as the key, and the rest as arguments', () => {
  expect(t`${1} of ${'10,000'} steps in 3 runs`).toEqual({
    key: '{0} of {1} steps in 3 runs',
    args: [1, '10,000'],
  });
});

test('render() puts the arguments where the language has them, messages among them', () => {
  const part = t`${3} of ${t`${100} claims`} hold, ${2} skipped`;
  expect(render(part, 'en')).toBe('3 of 100 claims hold, 2 skipped');
  expect(render(part, 'ko')).toBe('주장 100개 중 3개 성립, 2개 건너뜀');
});

test('render() chooses the form by the count, in English, too', () => {
  expect([0, 1, 2].map(count => render(t`${count} experiments`, 'en'))).toEqual([
    '0 experiments',
    '1 experiment',
    '2 experiments',
  ]);
});

test('render() says in English, by the count, what a language lacks', () => {
  const all: Record<string, object> = catalogues;
  all['de'] = {claim: 'Aussage'};
  try {
    const said = [t`claim`, t`${1} experiments`, t`${2} experiments`].map(each =>
      render(each, 'de' as Language),
    );
    expect(said).toEqual(['Aussage', '1 experiment', '2 experiments']);
  } finally {
    delete all['de'];
  }
});

test('render() leaves names, keys that no catalogue has, and braces of arguments as they are', () => {
  expect(render('wasm', 'ko')).toBe('wasm');
  expect(render(t`constructor`, 'ko')).toBe('constructor');
  expect(render(listed(['{1}', 'b']), 'ko')).toBe('{1}, b');
});

test('sayAll() makes strings of all messages and leaves everything else', () => {
  const value = {label: t`seed ${1}`, rows: [[t`claim`, 2, 'name']], none: null, x: undefined};
  expect(inLanguage('ko', () => sayAll(value))).toEqual({
    label: '시드 1',
    rows: [['주장', 2, 'name']],
    none: null,
    x: undefined,
  });
  expect(say(t`claim`)).toBe('claim');
});

test.each([
  ['ko_KR.UTF-8', 'ko'],
  ['en_US', 'en'],
  ['fr_FR', 'en'],
  ['ko', 'ko'],
  ['kok_IN', 'en'], // Konkani
  [undefined, 'en'],
])('languageOfLocale(%p) is %s', (locale, language) => {
  expect(languageOfLocale(locale)).toBe(language);
});
