import {attributionOf} from '../../src/node/environment';

test('attributionOf() credits the makers of MNIST for MNIST, and nobody else for anything else', () => {
  const source = {origin: '', digest: ''};
  expect(attributionOf({...source, kind: 'mnist'})).toContain('LeCun');
  expect(attributionOf({...source, kind: 'idx'})).toBeUndefined();
  expect(attributionOf({...source, kind: 'synthetic'})).toBeUndefined();
});
