import { describe, expect, test } from 'vitest';
import { SeenViews } from '../../../src/app/lecture/seen-views.ts';

function viewsOf(...ids: string[]): SeenViews {
  const views = new SeenViews();
  views.arrange(ids);
  return views;
}

describe('views of a lecture', () => {
  test('the last two where nobody has chosen', () => {
    expect(viewsOf('phantom', 'sinogram', 'slice').seen).toEqual(['sinogram', 'slice']);
    expect(viewsOf('slice').seen).toEqual(['slice']);
    expect(viewsOf().seen).toEqual([]);
  });

  test('beside a plot what it is about', () => {
    expect(viewsOf('slice', 'sinogram', 'analysis').seen).toEqual(['slice', 'analysis']);
    expect(viewsOf('slice', 'slice-lesson-ramp', 'analysis').seen).toEqual(['slice', 'analysis']);
    expect(viewsOf('scanner', 'sinogram', 'analysis').seen).toEqual(['scanner', 'analysis']);
    expect(viewsOf('phantom', 'sinogram', 'analysis').seen).toEqual(['sinogram', 'analysis']);
  });

  test('each alone in turn, and each two', () => {
    const views = viewsOf('phantom', 'sinogram', 'slice');
    const alone = [1, 2, 3, 4].map(() => {
      views.nextAlone();
      return views.seen.join();
    });
    expect(alone).toEqual(['phantom', 'sinogram', 'slice', 'phantom']);
    const pairs = [1, 2, 3, 4].map(() => {
      views.nextPair();
      return views.seen.join();
    });
    expect(pairs).toEqual(['phantom,sinogram', 'phantom,slice', 'sinogram,slice', 'phantom,sinogram']);
  });

  test('one is added in the place of the one seen longest, and the last one stays', () => {
    const views = viewsOf('phantom', 'sinogram', 'slice', 'difference');
    views.nextAlone();
    views.toggle(3);
    expect(views.seen).toEqual(['phantom', 'difference']);
    views.toggle(1);
    expect(views.seen).toEqual(['sinogram', 'difference']);
    views.toggle(1);
    views.toggle(3);
    expect(views.seen).toEqual(['difference']);
  });

  test('what was chosen stays as far as it is there', () => {
    const views = viewsOf('phantom', 'slice');
    views.choose(['phantom']);
    views.arrange(['phantom', 'sinogram', 'slice']);
    expect(views.seen).toEqual(['phantom']);
    views.arrange(['sinogram', 'slice']);
    expect(views.seen).toEqual(['sinogram', 'slice']);
  });
});
