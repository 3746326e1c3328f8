import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EditedPhantom } from '../../../src/app/editor/edited-phantom.ts';
import { newPhantom } from '../../../src/app/editor/new-phantom.ts';
import { newShape, usualFilling } from '../../../src/app/editor/new-shape.ts';
import { withCornerAt } from '../../../src/app/editor/polygon-corners.ts';
import { moved, resized, turned } from '../../../src/app/editor/reshape.ts';
import { withCopy, withNewShape, withoutShape, withShapeShifted } from '../../../src/app/editor/shape-list.ts';
import { PHANTOM_NAMES } from '../../../src/phantom/library.ts';
import { type PhantomFile, parsePhantomFile } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { sentenceOf } from '../../support/sentences.ts';
import { uniform } from '../../support/uniform.ts';
import { disk, phantomOf, shapes, triangle } from './shapes.ts';

const labels = (phantom: EditedPhantom) => phantom.file.shapes.map(({ value }) => value);

describe('an edited phantom', () => {
  test('selecting leaves the file as it is', () => {
    const phantom = new EditedPhantom(phantomOf(disk(0, 0, 50), disk(0, 0, 20)), null);
    phantom.select(1);
    expect([phantom.selected, phantom.shape]).toEqual([1, disk(0, 0, 20)]);
  });

  test('of the library becomes a copy with a name of its own, and itself again where that is brought back', () => {
    const head = libraryPhantom('shepp-logan-1974');
    const phantom = new EditedPhantom(head, 'shepp-logan-1974');
    phantom.select(3);
    phantom.editShape(moved(phantom.shape!, 0.1, 0, 0.001));
    phantom.editShape(moved(phantom.shape!, 0.1, 0, 0.001));
    expect(phantom.file.name).toBe(`${head.name} (edited)`);
    expect(phantom.file.source).toMatch(/^Changed by hand from: /);
    expect(phantom.file.teaches).toBeUndefined();
    expect(phantom.reference).toBe(phantom.file);
    expect(phantom.bringOriginal('thorax')).toBe(false);
    expect(phantom.bringOriginal('shepp-logan-1974')).toBe(true);
    expect(phantom.reference).toBe('shepp-logan-1974');
    expect(phantom.file).toBe(head);
  });

  test('refuses an outline that crosses itself, and stays as it was', async () => {
    const square = {
      ...triangle,
      points: [
        [0, 0],
        [40, 0],
        [40, 40],
        [0, 40],
      ] as [number, number][],
    };
    const phantom = new EditedPhantom(phantomOf(square), null);
    phantom.select(0);
    const before = phantom.state;
    const crossing = () => phantom.editShape(withCornerAt(square, 0, { x: 60, y: 20 }, 0.1));
    expect(await sentenceOf(crossing)).toBe("the polygon's outline crosses or touches itself");
    expect(phantom.state).toBe(before);
  });

  test('takes, copies, drops and shifts shapes, and selects what the hand goes on with', () => {
    const phantom = new EditedPhantom(phantomOf(disk(0, 0, 50, 1), disk(0, 0, 20, 2)), null);
    phantom.edit(withNewShape(phantom.state, disk(0, 0, 5, 3)));
    expect([labels(phantom), phantom.selected]).toEqual([[1, 2, 3], 2]);
    phantom.edit(withCopy(phantom.state, 0, disk(9, 9, 50, 4)));
    expect([labels(phantom), phantom.selected]).toEqual([[1, 4, 2, 3], 1]);
    phantom.edit(withShapeShifted(phantom.state, 1, 1));
    expect([labels(phantom), phantom.selected]).toEqual([[1, 2, 4, 3], 2]);
    expect(withShapeShifted(phantom.state, 3, 1)).toBe(phantom.state);
    phantom.edit(withoutShape(phantom.state, 2));
    expect([labels(phantom), phantom.selected]).toEqual([[1, 2, 3], 1]);
    for (let i = 0; i < 3; i++) phantom.edit(withoutShape(phantom.state, 0));
    expect([labels(phantom), phantom.selected, phantom.shape]).toEqual([[], null, null]);
  });

  test('fills a new shape as the last one was filled', () => {
    const phantom = new EditedPhantom(phantomOf(disk(0, 0, 50)), null);
    expect(phantom.lastFilling).toEqual({ value: 300 });
    phantom.select(0);
    phantom.editShape({ ...phantom.shape!, value: 77 });
    phantom.editShape(moved(phantom.shape!, 5, 5, 0.1));
    expect(phantom.lastFilling).toEqual({ value: 77 });
  });

  type Edit = (phantom: EditedPhantom, at: number) => void;
  const edits: fc.Arbitrary<Edit> = fc.oneof(
    shapes.map(
      (shape): Edit =>
        (phantom) =>
          phantom.edit(withNewShape(phantom.state, shape)),
    ),
    fc.tuple(uniform(-90, 90), uniform(-90, 90)).chain(([x, y]) =>
      fc.constantFrom<Edit>(
        (phantom) => phantom.shape && phantom.editShape(moved(phantom.shape, x, y, 0.1)),
        (phantom) => phantom.shape && phantom.editShape(turned(phantom.shape, x, y > 0 ? 15 : 0.1, 0.1)),
        (phantom) => {
          const { shape } = phantom;
          if (!shape) return;
          const options = { proportional: x > 0, aboutCentre: y > 0 };
          if (shape.type === 'polygon') phantom.editShape(withCornerAt(shape, 0, { x, y }, 0.1));
          else phantom.editShape(resized(shape, { alongX: 1, alongY: -1 }, { x, y }, options, 0.1));
        },
        (phantom) => phantom.shape && phantom.editShape({ ...phantom.shape, value: x }),
      ),
    ),
    fc.constantFrom<Edit>(
      (phantom) => phantom.selected !== null && phantom.edit(withoutShape(phantom.state, phantom.selected)),
      (phantom) => phantom.shape && phantom.edit(withCopy(phantom.state, phantom.selected!, phantom.shape)),
      (phantom) => phantom.selected !== null && phantom.edit(withShapeShifted(phantom.state, phantom.selected, -1)),
      (phantom) => {
        const before = phantom.state;
        const drag = {};
        phantom.edit(withNewShape(before, disk(0, 0, 5)), drag);
        phantom.edit(withNewShape(before, disk(1, 0, 5)), drag);
        phantom.abandon(drag);
        expect(phantom.state).toBe(before);
      },
      (phantom, at) => phantom.select(phantom.file.shapes.length > 0 ? at % phantom.file.shapes.length : null),
    ),
  );

  test('is a phantom file after any edits', () => {
    fc.assert(
      fc.property(fc.array(shapes, { maxLength: 4 }), fc.array(edits, { maxLength: 25 }), (start, list) => {
        const file: PhantomFile = phantomOf(...start);
        const phantom = new EditedPhantom(file, null);
        list.forEach((edit, at) => {
          try {
            edit(phantom, at);
          } catch {
            // Refused, as an outline that crosses itself is.
          }
          const written = JSON.parse(JSON.stringify(phantom.file));
          expect(parsePhantomFile(written)).toEqual(written);
        });
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});

describe('something new', () => {
  test('both new phantoms are phantom files', () => {
    expect(parsePhantomFile(newPhantom('water')).shapes).toHaveLength(1);
    expect(parsePhantomFile(newPhantom('empty')).shapes).toHaveLength(0);
  });

  test('every kind of shape fits every phantom of the library with its usual filling', () => {
    for (const name of PHANTOM_NAMES) {
      for (const type of ['ellipse', 'rectangle', 'polygon'] as const) {
        const file = libraryPhantom(name);
        const phantom = new EditedPhantom(file, name);
        const size = file.fieldSizeMm / file.unitMm / 6;
        phantom.edit(withNewShape(phantom.state, newShape(type, { x: 0, y: 0 }, size, usualFilling(file), 0.001)));
        expect(phantom.file.shapes).toHaveLength(file.shapes.length + 1);
      }
    }
  });
});
