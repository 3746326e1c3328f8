import { expect, test } from 'vitest';
import { KeptIterates } from '../../src/methods/iterative/kept-iterates.ts';

const keeping = (most: number) => {
  let made = 0;
  const kept = new KeptIterates(
    most,
    async () => ({ rows: 1, columns: ++made }),
    () => undefined,
  );
  const add = async (iteration: number, isBest = false) => {
    await kept.add(iteration, async () => undefined, isBest);
    expect(kept.get(iteration)).toBeDefined();
    expect(kept.iterations.length).toBeLessThanOrEqual(most);
  };
  return { kept, add, made: () => made };
};

test('every second, every fourth and so on, with the start, the newest and the nearest to the truth', async () => {
  const { kept, add, made } = keeping(5);
  for (let iteration = 0; iteration <= 16; iteration++) await add(iteration, iteration === 3);
  expect(kept.iterations).toEqual([0, 3, 8, 15, 16]);
  await add(17);
  expect(kept.iterations).toEqual([0, 3, 8, 16, 17]);
  expect(made()).toBe(5);
});

test.each([3, 4, 5, 8])('a way that is gone again finds room among %i', async (most) => {
  const { kept, add, made } = keeping(most);
  for (let iteration = 0; iteration <= 40; iteration++) await add(iteration, iteration === 7);
  for (const last of [1, 3, 40, 6]) for (let iteration = 0; iteration <= last; iteration++) await add(iteration);
  expect(kept.iterations).toEqual(expect.arrayContaining([0, 6, 7]));
  expect(made()).toBe(most);
});
