import {t} from '../../../src/text';
import {inLanguage} from '../../../src/lab/language/language';
import {countClaims, describeClaims} from '../../../src/lab/report/formatNumber';
import {sampleClaim} from './sampleResults';

test('countClaims() counts what held, failed and was skipped', () => {
  const claims = ([true, true, false, 'skipped'] as const).map(holds => sampleClaim({holds}));
  expect(countClaims(claims)).toEqual({total: 4, held: 2, failed: 1, skipped: 1, reasons: []});
});

test.each([
  [[], 'No claims were made.'],
  [[true], 'The one claim holds.'],
  [[true, true], 'All 2 claims hold.'],
  [[true, 'skipped'], '1 of 2 claims holds, 1 skipped.'],
  [[true, false, 'skipped'], '1 of 3 claims failed, 1 holds, 1 skipped.'],
  [[false], '1 of 1 claim failed, 0 hold.'],
  [['skipped', 'skipped'], 'None of the 2 claims could be judged in this run.'],
] as const)('describeClaims() says of %j: %s', (outcomes, sentence) => {
  expect(describeClaims(countClaims(outcomes.map(holds => sampleClaim({holds}))))).toBe(sentence);
});

test('describeClaims() says for each reason how many were skipped, in either language', () => {
  const claims = [
    sampleClaim(),
    ...[t`needs MNIST`, t`needs 1,000 training images`, t`needs MNIST`].map(reason =>
      sampleClaim({holds: 'skipped', reason}),
    ),
  ];
  const counts = countClaims(claims);
  expect(describeClaims(counts)).toBe(
    '1 of 4 claims holds, 3 skipped (needs MNIST: 2; needs 1,000 training images: 1).',
  );
  expect(inLanguage('ko', () => describeClaims(counts))).toMatch(/\(MNIST가 필요함: 2; [^a-z]+: 1\)\.$/);
});

test('describeClaims() says every count in Korean as well', () => {
  const few = [0, 1, 2];
  for (const held of few)
    for (const failed of few)
      for (const skipped of few) {
        const counts = {held, failed, skipped, total: held + failed + skipped};
        expect(inLanguage('ko', () => describeClaims(counts))).toMatch(/^[^a-z]+$/i);
      }
});
