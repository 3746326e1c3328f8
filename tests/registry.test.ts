import { expect, test } from 'vitest';
import { Registry } from '../src/registry.ts';

const fruits = () => new Registry('fruits', [{ name: 'apple' }, { name: 'pear' }]);

test('specs are found by their names, in their order', () => {
  const registry = fruits();
  registry.add({ name: 'fig' });
  const remove = registry.add({ name: 'plum' }, { before: 'pear' });
  expect(registry.names).toEqual(['apple', 'plum', 'pear', 'fig']);
  expect(registry.get('plum')).toBe(registry.all[1]);
  remove();
  expect(registry.names).toEqual(['apple', 'pear', 'fig']);
  expect(registry.find('plum')).toBeUndefined();
});

test('a name is given once, and one that is not there is an error', () => {
  const registry = fruits();
  expect(() => registry.add({ name: 'pear' })).toThrow('two fruits are named pear');
  expect(() => registry.get('stone')).toThrow('none of the fruits is named stone; there are apple, pear');
  expect(() => registry.add({ name: 'fig' }, { before: 'stone' })).toThrow('stone');
  expect(registry.names).toEqual(['apple', 'pear']);
});

test('what follows from all of them is made once, and again after a change', () => {
  const registry = fruits();
  let times = 0;
  const initials = registry.derive((all) => {
    times++;
    return all.map(({ name }) => name[0]).join('');
  });
  expect(times).toBe(0);
  expect([initials(), initials(), times]).toEqual(['ap', 'ap', 1]);
  const remove = registry.add({ name: 'fig' });
  expect([initials(), initials(), times]).toEqual(['apf', 'apf', 2]);
  remove();
  expect(initials()).toBe('ap');
});
