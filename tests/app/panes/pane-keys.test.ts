import { describe, expect, it } from 'vitest';
import { paneKeyAction } from '../../../src/app/panes/pane-keys.ts';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean> & { code: string }> = {},
) => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('keys on a picture', () => {
  it('pan, zoom and fit', () => {
    expect(paneKeyAction(press('ArrowRight'), false)).toEqual({ kind: 'pan', across: 0.1, down: 0 });
    expect(paneKeyAction(press('+', { shiftKey: true }), false)).toEqual({ kind: 'zoom', factor: 1.25 });
    expect(paneKeyAction(press('-'), false)).toEqual({ kind: 'zoom', factor: 0.8 });
    expect(paneKeyAction(press('0'), false)).toEqual({ kind: 'fit' });
  });

  it('set the window as the drag does: Shift and right widens, Shift and down raises', () => {
    const shift = { shiftKey: true };
    expect(paneKeyAction(press('ArrowRight', shift), false)).toEqual({ kind: 'window', dxPixels: 10, dyPixels: 0 });
    expect(paneKeyAction(press('ArrowDown', shift), false)).toEqual({ kind: 'window', dxPixels: 0, dyPixels: 10 });
  });

  it('move the crosshair while it is shown', () => {
    expect(paneKeyAction(press('c'), false)).toEqual({ kind: 'toggle-crosshair' });
    expect(paneKeyAction(press('ArrowUp'), true)).toEqual({ kind: 'move-crosshair', columns: 0, rows: -1 });
    expect(paneKeyAction(press('ArrowUp', { shiftKey: true }), true)).toEqual({
      kind: 'move-crosshair',
      columns: 0,
      rows: -10,
    });
    expect(paneKeyAction(press('Escape'), true)).toEqual({ kind: 'hide-crosshair' });
    expect(paneKeyAction(press('Escape'), false)).toBeNull();
  });

  it('zoom and fit by place where digits need Shift', () => {
    // A French keyboard: the 0 is à, the 6 is −, and ) and = stand beside them.
    expect(paneKeyAction(press('à', { code: 'Digit0' }), false)).toEqual({ kind: 'fit' });
    expect(paneKeyAction(press('0', { code: 'Numpad0' }), false)).toEqual({ kind: 'fit' });
    expect(paneKeyAction(press('-', { code: 'Digit6' }), false)).toBeNull();
    expect(paneKeyAction(press(')', { code: 'Minus' }), false)).toEqual({ kind: 'zoom', factor: 0.8 });
    expect(paneKeyAction(press('=', { code: 'Equal' }), false)).toEqual({ kind: 'zoom', factor: 1.25 });
    expect(paneKeyAction(press('-', { code: 'NumpadSubtract' }), false)).toEqual({ kind: 'zoom', factor: 0.8 });
  });

  it('leave everything else to the page and the browser', () => {
    for (const key of ['1', 'f', 'Enter', 'Tab', ' ', 'i']) expect(paneKeyAction(press(key), false)).toBeNull();
    expect(paneKeyAction(press('ArrowLeft', { altKey: true }), false)).toBeNull();
    expect(paneKeyAction(press('0', { ctrlKey: true }), false)).toBeNull();
    expect(paneKeyAction(press('c', { metaKey: true }), false)).toBeNull();
  });
});
