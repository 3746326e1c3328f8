import { expect, test } from 'vitest';
import type { AnyPane } from '../../../src/app/stage/any-pane.ts';
import { NAVIGATION, SharedZoom } from '../../../src/app/stage/shared-zoom.ts';

/** A pane that remembers what it was told to show. */
function made() {
  const pane = {
    shows: 'nothing yet' as unknown,
    setViewport: (viewport: unknown) => {
      pane.shows = viewport;
    },
    onViewportChange: (_: unknown) => {},
  };
  return pane;
}
const joined = (zoom: SharedZoom, plane: keyof typeof NAVIGATION) => {
  const pane = made();
  zoom.join(pane as unknown as AnyPane, plane);
  return pane;
};

test('panes of a plane show the same part of it, and those of others are left alone', () => {
  const zoom = new SharedZoom();
  const [slice, phantom, sinogram] = [joined(zoom, 'slice'), joined(zoom, 'slice'), joined(zoom, 'sinogram')];
  slice.onViewportChange('twice as large');
  expect([slice.shows, phantom.shows, sinogram.shows]).toEqual(['twice as large', 'twice as large', 'nothing yet']);
});

test('a pane that comes later shows what is shown already', () => {
  const zoom = new SharedZoom();
  joined(zoom, 'axial').onViewportChange('a corner');
  expect(joined(zoom, 'axial').shows).toBe('a corner');
  expect(joined(zoom, 'coronal').shows).toBe('nothing yet');
});

test('all of them can be shown whole again', () => {
  const zoom = new SharedZoom();
  const [slice, sinogram] = [joined(zoom, 'slice'), joined(zoom, 'sinogram')];
  slice.onViewportChange('a corner');
  zoom.reset();
  expect([slice.shows, sinogram.shows]).toEqual([NAVIGATION.slice.fitted, NAVIGATION.sinogram.fitted]);
});
