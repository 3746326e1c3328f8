import './plane-colours.css';
import { PLANES, type PlaneName } from './planes.ts';

/** Colours that the three planes have wherever they are seen. */
export type PlaneColours = Readonly<Record<PlaneName, string>>;

/** Settings of the system that may bring other colours. */
const THEMES = ['(prefers-contrast: more)', '(prefers-color-scheme: light)', '(forced-colors: active)'];

let colours: PlaneColours | null = null;
let isWatching = false;

/** As the style sheet has them: read once, and again for another theme, but not at every paint. */
export function planeColours(): PlaneColours {
  if (colours) return colours;
  const style = getComputedStyle(document.documentElement);
  const read = PLANES.map(({ name }) => [name, style.getPropertyValue(`--colour-${name}`).trim()] as const);
  const there = Object.fromEntries(read.map(([name, colour]) => [name, colour || '#ffffff'])) as PlaneColours;
  // Before the sheet is there it is read again.
  if (read.some(([, colour]) => colour === '')) return there;
  watch();
  colours = there;
  return there;
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  const forget = () => {
    colours = null;
  };
  for (const theme of THEMES) matchMedia(theme).addEventListener('change', forget);
}
