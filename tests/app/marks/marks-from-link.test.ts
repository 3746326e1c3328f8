import { expect, test } from 'vitest';
import { type Mark, MOST_CORNERS } from '../../../src/app/marks/mark.ts';
import { marksFromLink } from '../../../src/app/marks/marks-from-link.ts';

const at = { x: 1, y: -2.5 };
const MARKS: readonly Mark[] = [
  { name: 'A', plane: 'slice', form: { kind: 'line', from: at, to: { x: 40, y: 0 }, width: 3 } },
  { name: 'B', plane: 'slice', form: { kind: 'circle', middle: at, radius: 5 } },
  {
    ...{ name: 'C', plane: 'sinogram' },
    form: { kind: 'rectangle', middle: at, halfWidth: 4, halfHeight: 3, angleDeg: 0 },
  },
  { name: 'D', plane: 'axial', form: { kind: 'polygon', corners: [at, { x: 3, y: 4 }, { x: 5, y: 6 }] } },
  { name: 'E', plane: 'coronal', form: { kind: 'angle', from: at, corner: { x: 0, y: 0 }, to: { x: 1, y: 0 } } },
  { name: 'F', plane: 'projection', form: { kind: 'ruler', from: at, to: { x: 0, y: 0 } } },
  { name: 'G', plane: 'sagittal', form: { kind: 'pin', at } },
];

test('marks come back from a link as they were', () => {
  expect(marksFromLink(JSON.parse(JSON.stringify(MARKS)), 'The link')).toEqual(MARKS);
});

const point = { x: 0, y: 0 };
test.each([
  ['a list', { name: 'A' }, 'The link: must be a list of marks'],
  ['a letter', [{ ...MARKS[6], name: 'g' }], 'The link: [0].name: must be one letter from A to Z'],
  ['one of each name', [MARKS[6], MARKS[6]], 'The link: two marks are named G'],
  ['known planes', [{ ...MARKS[6], plane: 'volume' }], /^The link: \[0\]\.plane: must be one of slice, sinogram/],
  [
    'known kinds',
    [{ ...MARKS[6], form: { kind: 'star' } }],
    /^The link: \[0\]\.form\.kind: must be one of circle, ell/,
  ],
  [
    'marks that a sinogram can have',
    [{ name: 'A', plane: 'sinogram', form: { kind: 'circle', middle: point, radius: 2 } }],
    'The link: [0].form: a sinogram has no lengths and angles, so no circle',
  ],
  [
    'boxes on a sinogram that are upright',
    [MARKS[0], { ...MARKS[2], form: { ...MARKS[2]!.form, angleDeg: 10 } }],
    'The link: [1].form: on a sinogram a rectangle cannot be turned',
  ],
  [
    'lines on a sinogram without a width',
    [{ ...MARKS[0], plane: 'sinogram' }],
    'The link: [0].form: on a sinogram a line has no width',
  ],
  [
    'sizes',
    [{ name: 'A', plane: 'slice', form: { kind: 'circle', middle: point, radius: 0 } }],
    /^The link: \[0\]\.form\.radius: must be between/,
  ],
  [
    'places',
    [{ name: 'A', plane: 'slice', form: { kind: 'pin', at: { x: 1e9, y: 0 } } }],
    /^The link: \[0\]\.form\.at\.x: must be between/,
  ],
  [
    'corners enough',
    [{ name: 'A', plane: 'slice', form: { kind: 'polygon', corners: [point, point] } }],
    /^The link: \[0\]\.form\.corners: must have between 3 and 200 corners, got 2/,
  ],
  [
    'few corners',
    [{ name: 'A', plane: 'slice', form: { kind: 'freehand', corners: Array(MOST_CORNERS + 1).fill(point) } }],
    /between 3 and 200 corners, got 201/,
  ],
  ['as many as there are names', Array(27).fill(MARKS[6]), 'The link: must have at most 26 marks, got 27'],
])('a link needs %s', (_what, json, message) => {
  expect(() => marksFromLink(json, 'The link')).toThrow(message);
});
