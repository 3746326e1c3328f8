import { parseSweep } from '../../experiment/sweep/sweep.ts';
import { sweepHash } from '../../experiment/sweep/sweep-in-link.ts';
import type { PlotWish } from '../../experiment/sweep/sweep-plots.ts';
import { SWEEP_LIMITS } from '../../experiment/sweep/sweep-schema.ts';
import { make } from '../elements/element.ts';
import { sentenceFor } from '../shell/notices.ts';

/**
 * Copies the link to a sweep, and tells of it. Browsers let a page copy only in the moment in which a hand asks for it.
 *
 * @param json as its file says it
 * @param name said before what is wrong with it
 */
export async function copySweepLink(json: unknown, name: string, status: HTMLElement): Promise<void> {
  let href: string;
  let opens: string;
  try {
    const { length } = parseSweep(json, name).runs;
    href = addressOf(json);
    opens = `Opening it sets up this sweep (${length === 1 ? '1 run' : `${length} runs`}), to be started with Run.`;
  } catch (error) {
    status.textContent = sentenceFor(error);
    return;
  }
  try {
    await navigator.clipboard.writeText(href);
    status.textContent = `Link copied. ${opens}`;
  } catch {
    status.replaceChildren(
      'This browser does not let the page copy; here is ',
      make('a', { href }, 'the link'),
      `. ${opens}`,
    );
  }
}

/** The link to a sweep; `null` where no address can hold it. */
export function sweepLink(json: unknown): string | null {
  try {
    return addressOf(json);
  } catch {
    return null;
  }
}

function addressOf(json: unknown): string {
  return `${location.href.split('#')[0]}${sweepHash(json)}`;
}

/** A sweep with a plot first, as it asks for it or has no such plot yet. */
export function withPlotFirst(json: unknown, wish: PlotWish): unknown {
  const { plots = [] } = json as { readonly plots?: readonly PlotWish[] };
  const others = plots.filter(({ x, y }) => x !== wish.x || y !== wish.y);
  return { ...(json as object), plots: [wish, ...others].slice(0, SWEEP_LIMITS.plots) };
}
