import { expect, test } from 'vitest';
import { fittingCorrections, whyIdle } from '../../src/experiment/correction-fit.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const disk = shapePhantom(libraryPhantom('water-disk'));

const withPhysics = (physics: object) => ({ physics: parseExperimentInput({ physics }).physics! });
const all = { water: true, rings: true, metal: true, starvation: true };

test('each correction needs what it corrects', () => {
  expect(whyIdle('water', withPhysics({ energyKeV: 60 }), disk)).toMatch(/tube/);
  expect(whyIdle('water', withPhysics({ spectrum: {} }), disk)).toBeNull();
  expect(whyIdle('starvation', {}, disk)).toMatch(/photon/);
  expect(whyIdle('starvation', withPhysics({ photons: 10 }), disk)).toBeNull();
  expect(whyIdle('metal', {}, disk)).toBeNull();
});

test('idle corrections go, and without any there is no key', () => {
  expect(fittingCorrections(all, {}, disk)).toEqual({
    corrections: { water: false, rings: true, metal: true, starvation: false },
  });
  expect(fittingCorrections({ ...all, rings: false, metal: false }, {}, disk)).toEqual({});
});
