import './stage.css';
import type { DeviceArray } from '../../compute/device.ts';
import type { DisplayUnit } from '../../experiment/experiment.ts';
import { channelCentreMm } from '../../geometry/detector.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import { geometryOf, type Scan } from '../../geometry/scan.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';
import type { Engine } from '../engine/engine.ts';
import { type AxisDescription, axisThroughCentres } from '../panes/axis-description.ts';
import type { ImageSurface } from '../panes/image-surface.ts';
import { squarePixelNavigation, stretchNavigation } from '../panes/navigation.ts';
import { Pane, type PaneHover } from '../panes/pane.ts';
import type { ValueScale } from '../panes/value-scale.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import { differenceScale, sinogramScale, sliceScale, unfilteredScale } from './display-units.ts';
import { viewAxis } from './view-axis.ts';

export const PANE_IDS = ['phantom', 'sinogram', 'slice', 'difference'] as const;
export type PaneId = (typeof PANE_IDS)[number];

/** An array on screen, and what its values and positions mean. */
export interface ShownArray {
  readonly engine: Engine;
  readonly array: DeviceArray;
  readonly values: ValueScale;
  readonly grid: ImageGrid | null;
  readonly scan: Scan | null;
  /** What is 0 HU in it. */
  readonly waterMuPerMm: number;
}

/**
 * What the fourth pane is for: the slice less the phantom, or another slice beside it: the plain back-projection, or, in
 * the laboratory, the one without the cause of an artefact or with its cure.
 */
export type FourthPane = 'difference' | 'unfiltered' | 'undisturbed' | 'cured';

const FOURTH_TITLES: Readonly<Record<FourthPane, string>> = {
  difference: 'Difference',
  unfiltered: 'Without the filter',
  undisturbed: 'Without the cause',
  cured: 'Cured',
};

export interface PicturePanesCallbacks {
  onWindow(id: PaneId, window: DisplayWindow, finished: boolean): void;
  onHover(id: PaneId, hover: PaneHover | null): void;
}

const TITLES: Readonly<Record<PaneId, string>> = {
  phantom: 'Phantom',
  sinogram: 'Sinogram',
  slice: 'Reconstruction',
  difference: FOURTH_TITLES.difference,
};

// biome-ignore lint/suspicious/noExplicitAny: each pane keeps the kind of viewport that it was made with.
type AnyPane = Pane<any>;

/** The four panes: what each shows, the zoom that the slices share, and which one fills the stage. */
export class PicturePanes {
  readonly #stage: HTMLElement;
  readonly #panes: Readonly<Record<PaneId, AnyPane>>;
  readonly #shown = new Map<PaneId, ShownArray>();
  readonly #surfaces = new Map<PaneId, { readonly engine: Engine; readonly surface: ImageSurface<unknown> }>();
  #maximised: PaneId | null = null;
  #fourth: FourthPane = 'difference';

  constructor(stage: HTMLElement, callbacks: PicturePanesCallbacks) {
    this.#stage = stage;
    const square = (id: PaneId) => new Pane(stage, { id, title: TITLES[id], navigation: squarePixelNavigation });
    const slices = { phantom: square('phantom') };
    const sinogram = new Pane(stage, { id: 'sinogram', title: TITLES.sinogram, navigation: stretchNavigation });
    const rest = { slice: square('slice'), difference: square('difference') };
    this.#panes = { ...slices, sinogram, ...rest };
    for (const id of PANE_IDS) {
      const pane = this.#panes[id];
      pane.onWindowDrag = (window, finished) => callbacks.onWindow(id, window, finished);
      pane.onHover = (hover) => callbacks.onHover(id, hover);
      pane.onToggleMaximise = () => this.maximise(this.#maximised === id ? null : id);
    }
    sinogram.onViewportChange = (viewport) => sinogram.setViewport(viewport);
    const zoomed = [slices.phantom, rest.slice, rest.difference];
    for (const pane of zoomed) {
      pane.onViewportChange = (viewport) => {
        for (const other of zoomed) other.setViewport(viewport);
      };
    }
  }

  pane(id: PaneId): AnyPane {
    return this.#panes[id];
  }

  shown(id: PaneId): ShownArray | null {
    return this.#shown.get(id) ?? null;
  }

  showSlice(
    id: 'phantom' | 'slice' | 'difference',
    engine: Engine,
    array: DeviceArray,
    grid: ImageGrid,
    meaning: SliceMeaning,
  ): void {
    const values = scaleOf(meaning);
    const size = `${grid.rows} × ${grid.columns} pixels of ${Number(grid.pixelSizeMm.toPrecision(4))} mm`;
    const { waterMuPerMm } = meaning;
    this.#show(id, { engine, array, values, grid, scan: null, waterMuPerMm }, sliceAxes(grid), size);
  }

  showSinogram(engine: Engine, array: DeviceArray, scan: Scan, unit: DisplayUnit, span: number): void {
    const channels = channelAxis(scan);
    const size = `${array.rows} views × ${array.columns} channels`;
    const shown = { engine, array, values: sinogramScale(unit, span), grid: null, scan, waterMuPerMm: WATER_MU_PER_MM };
    this.#show('sinogram', shown, { horizontal: channels, vertical: viewAxis(scan) }, size);
  }

  get fourth(): FourthPane {
    return this.#fourth;
  }

  /**
   * Gives the fourth pane its meaning. Measured data have no phantom and no difference: the panes that have something to
   * show share the stage.
   */
  arrange({ fourth, hasPhantom }: { readonly fourth: FourthPane; readonly hasPhantom: boolean }): void {
    if (fourth !== this.#fourth) {
      this.#fourth = fourth;
      this.#panes.difference.setTitle(FOURTH_TITLES[fourth]);
      this.#awaitFourth();
    }
    if (hasPhantom) this.#hide([]);
    else this.#hide(fourth === 'unfiltered' ? ['phantom'] : ['phantom', 'difference']);
  }

  /** For another subject: a slice beside is of the one before. */
  forgetBeside(): void {
    if (this.#fourth !== 'difference') this.#awaitFourth();
  }

  /** Shows the whole of every picture. */
  resetViews(): void {
    for (const id of PANE_IDS) {
      this.#panes[id].setViewport(id === 'sinogram' ? stretchNavigation.fitted : squarePixelNavigation.fitted);
    }
  }

  /** Lets one pane fill the stage, or all share it. */
  maximise(id: PaneId | null): void {
    this.#maximised = id;
    this.#stage.classList.toggle('stage-maximised', id !== null);
    for (const other of PANE_IDS) this.#panes[other].setMaximised(other === id);
    if (id) this.#panes[id].focus();
  }

  get maximised(): PaneId | null {
    return this.#maximised;
  }

  /** The pane that has the keyboard. */
  get focused(): PaneId | null {
    return PANE_IDS.find((id) => this.#panes[id].root.contains(document.activeElement)) ?? null;
  }

  #hide(hidden: readonly PaneId[]): void {
    for (const id of PANE_IDS) {
      const isHidden = hidden.includes(id);
      if (isHidden) this.#clear(id);
      this.#panes[id].root.hidden = isHidden;
    }
    this.#stage.dataset.panes = String(PANE_IDS.length - hidden.length);
    if (this.#maximised && hidden.includes(this.#maximised)) this.maximise(null);
  }

  /** What the fourth pane showed is not what its title says from now on. */
  #awaitFourth(): void {
    this.#clear('difference');
    this.#panes.difference.setNote('not computed yet');
  }

  #clear(id: PaneId): void {
    this.#panes[id].clear();
    this.#shown.delete(id);
    this.#surfaces.delete(id);
  }

  #show(
    id: PaneId,
    shown: ShownArray,
    axes: { readonly horizontal: AxisDescription; readonly vertical: AxisDescription },
    description: string,
  ): void {
    const { engine, array, values } = shown;
    let surface = this.#surfaces.get(id);
    if (surface?.engine !== engine) {
      surface = { engine, surface: engine.createSurface() };
      this.#surfaces.set(id, surface);
    }
    this.#shown.set(id, shown);
    this.#panes[id].show(surface.surface, { picture: engine.picture(array), ...axes, values, description });
  }
}

/** What the values of a slice are. */
export interface SliceMeaning {
  readonly unit: DisplayUnit;
  /** What is 0 HU, in 1/mm. */
  readonly waterMuPerMm: number;
  readonly kind: 'slice' | 'difference' | 'unfiltered';
  /** The nominal span of the data in display units. */
  readonly span: number;
  /** The part of all views that is in the slice while it builds up. */
  readonly share?: number;
}

function scaleOf({ unit, waterMuPerMm, kind, span, share }: SliceMeaning): ValueScale {
  if (kind === 'unfiltered') return unfilteredScale(span, share);
  return kind === 'difference'
    ? differenceScale(unit, span, waterMuPerMm)
    : sliceScale(unit, span, waterMuPerMm, share);
}

/** Channels stand evenly along a line, or along an arc, where the fan angle says more than a length. */
function channelAxis(scan: Scan): AxisDescription {
  const count = scan.channels;
  const geometry = geometryOf(scan);
  const radiusMm = geometry.detectorRadiusMm(scan);
  if (radiusMm !== null) {
    const degrees = 180 / Math.PI;
    const step = (scan.channelSpacingMm / radiusMm) * degrees;
    return axisThroughCentres('fan angle', '°', { first: geometry.fanAngleRad(scan, 0) * degrees, step, count });
  }
  return axisThroughCentres('detector u', 'mm', {
    first: channelCentreMm(scan, 0),
    step: scan.channelSpacingMm,
    count,
  });
}

export function sliceAxes(grid: ImageGrid): { horizontal: AxisDescription; vertical: AxisDescription } {
  const step = grid.pixelSizeMm;
  return {
    horizontal: axisThroughCentres('x', 'mm', { first: (-(grid.columns - 1) / 2) * step, step, count: grid.columns }),
    vertical: axisThroughCentres('y', 'mm', { first: ((grid.rows - 1) / 2) * step, step: -step, count: grid.rows }),
  };
}
