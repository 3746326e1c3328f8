import { expect, test } from 'vitest';
import { type TurnedScanner, turnedScanner } from '../../../src/app/views/scanner/turned-scanner.ts';
import type { Sight } from '../../../src/app/views/sights.ts';

type Seen = Parameters<typeof turnedScanner>[1];
const NOTHING: Seen = { planes: null, pointer: null, playedViews: null, rewound: 0 };
const pointer = { plane: 'sinogram', hover: { row: 40 } } as unknown as Sight['pointer'];
const looking = (view: number) => ({ look: { view } }) as unknown as Sight['planes'];

/** Where it stands at each of these moments. */
const views = (...moments: readonly Partial<Seen>[]) => {
  let turned: TurnedScanner | null = null;
  return moments.map((moment) => {
    turned = turnedScanner(turned, { ...NOTHING, ...moment });
    return turned.view;
  });
};

test('it stands at the first view, turns with what plays or with the pointer, and stays there', () => {
  expect(
    views({}, { playedViews: 14 }, { playedViews: 14 }, { playedViews: 14, pointer }, { playedViews: 14 }),
  ).toEqual([0, 13, 13, 40, 40]);
});

test('it is back at its beginning when something else begins, and plays from there', () => {
  expect(views({ playedViews: 14 }, { rewound: 1 }, { rewound: 1, playedViews: 3 })).toEqual([13, 0, 2]);
  expect(views({ pointer }, {}, { rewound: 1 })).toEqual([40, 40, 0]);
});

test('of a volume it stands where that is looked at', () => {
  expect(views({ planes: looking(7) }, { planes: looking(9) }, { planes: looking(9), rewound: 1 })).toEqual([7, 9, 9]);
});
