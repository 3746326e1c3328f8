import './stage.css';
import type { Engine } from '../engine/engine.ts';
import type { Lane } from '../lanes/lane.ts';
import { PRESENT } from '../lanes/present.ts';
import { Pane } from '../panes/pane.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import type { DrawnView } from '../views/drawn-view.ts';
import type { Picture, PictureView } from '../views/view.ts';
import type { AnyPane } from './any-pane.ts';
import { DrawnPane } from './drawn-pane.ts';
import { type Layout, type Slot, slotId, slotsFor, titleOf } from './layout.ts';
import { NAVIGATION, SharedZoom } from './shared-zoom.ts';
import { type ShownPicture, SlotPictures } from './slot-pictures.ts';
import { type DrawnViewParts, StandingView } from './standing-view.ts';

export interface StageCallbacks {
  onWindow(slot: Slot, window: DisplayWindow, finished: boolean): void;
  onHover(slot: Slot, hover: PaneHover | null): void;
  /** A slot shows another picture. */
  onShown(slot: Slot): void;
}

/** The panes that share the page's middle: which stand there, what each shows, the zoom they share, and which one fills it. */
export class Stage {
  readonly #host: HTMLElement;
  readonly #callbacks: StageCallbacks;
  /** Those that have stood there too, by the ids of their slots. */
  readonly #panes = new Map<string, AnyPane>();
  readonly #pictures = new SlotPictures();
  readonly #zoom = new SharedZoom();
  readonly #drawnParts: DrawnViewParts;
  /** Views that draw themselves, while they stand there. */
  readonly #drawn = new Map<string, { readonly pane: DrawnPane; readonly view: StandingView }>();
  /** What stands beside the stage as long as it does not stand on it. */
  #beside: { readonly id: string; readonly host: HTMLElement } | null = null;
  #slots: Layout = [];
  #maximised: string | null = null;

  /** @param first stands on the stage from the beginning, so that a browser that cannot draw it is found out at once */
  constructor(host: HTMLElement, first: Layout, drawnParts: DrawnViewParts, callbacks: StageCallbacks) {
    this.#host = host;
    this.#drawnParts = drawnParts;
    this.#callbacks = callbacks;
    this.arrange(first, true);
    for (const pane of this.#panes.values()) pane.setNote(null);
  }

  /** What stands on the stage. */
  get slots(): Layout {
    return this.#slots;
  }

  slotsOf(lane: Lane): Layout {
    return this.#slots.filter((slot) => slot.lane === lane);
  }

  /** The pane of a slot with an array; `null` where none has stood on the stage yet, and for a view that draws itself. */
  pane(id: string): AnyPane | null {
    return this.#panes.get(id) ?? null;
  }

  /** The pane of a view that draws itself, while it stands on the stage. */
  drawn(id: string): DrawnPane | null {
    return this.#drawn.get(id)?.pane ?? null;
  }

  shown(id: string): ShownPicture | null {
    return this.#pictures.of(id);
  }

  /** What lies over the picture of a slot; `null` where nothing does. */
  shownOver(id: string): ShownPicture | null {
    return this.#pictures.over(id);
  }

  /** Whether the picture of this array is on screen. */
  shows(array: Picture['array']): boolean {
    return this.#pictures.has(array);
  }

  /**
   * Lets the slots of a layout share the stage, as far as they have something to show; a slot that stays keeps what it
   * shows.
   */
  arrange(layout: Layout, hasPhantom: boolean): void {
    const before = this.#slots;
    this.#slots = slotsFor(layout, hasPhantom);
    const ids = new Set(this.#slots.map(slotId));
    for (const slot of before) {
      const id = slotId(slot);
      if (!ids.has(id)) this.#leave(id);
      else if (!this.#slots.some((other) => slotId(other) === id && other.over === slot.over)) this.#clearOver(id);
    }
    for (const slot of this.#slots) {
      const id = slotId(slot);
      const isNew = !before.some((other) => slotId(other) === id);
      const { view } = slot;
      if (view.draw) {
        const pane = this.drawn(id) ?? this.#draw(slot, view, this.#host);
        pane.setTitle(titleOf(slot));
        continue;
      }
      const pane = this.#panes.get(id) ?? this.#makePane(id, slot, view);
      pane.setTitle(titleOf(slot));
      pane.root.classList.toggle('pane-drawing-only', slot.isDrawing === true);
      if (!pane.root.hidden && !isNew) continue;
      pane.root.hidden = false;
      this.#await(id);
    }
    this.#placeBeside();
    this.#order();
    const isAnother =
      this.#slots.length !== before.length || this.#slots.some((slot, i) => slotId(slot) !== slotId(before[i]!));
    // On a phone it scrolls, and what one had scrolled to is another picture now; what stands there now is to be seen.
    if (isAnother) this.#host.scrollTop = 0;
    if (isAnother && this.#maximised !== null) this.maximise(null);
    this.#host.dataset.panes = String(this.#slots.length);
  }

  /** Lets a view that draws itself stand beside the stage, whenever it does not stand on it or fill it. */
  keepBeside(host: HTMLElement, slot: Slot, view: DrawnView): DrawnPane {
    this.#beside = { id: slotId(slot), host };
    return this.#draw(slot, view, host);
  }

  /** Shows a picture in a slot of the stage. */
  show(slot: Slot, engine: Engine, picture: Picture): void {
    const id = slotId(slot);
    const pane = this.#panes.get(id);
    if (!pane) return;
    this.#pictures.put(id, pane, engine, picture);
    pane.setNote(picture.note);
    this.#callbacks.onShown(slot);
  }

  /** Shows a picture over that of a slot. */
  showOver(slot: Slot, engine: Engine, picture: Picture): void {
    const id = slotId(slot);
    const pane = this.#panes.get(id);
    if (pane) this.#pictures.putOver(id, pane, engine, picture);
  }

  /** Takes away what lies over the picture of a slot. */
  showNothingOver(slot: Slot): void {
    this.#clearOver(slotId(slot));
  }

  /** Shows nothing in a slot of the stage. @param why in a few words */
  showNothing(slot: Slot, why: string): void {
    this.#clear(slotId(slot));
    this.#panes.get(slotId(slot))?.setNote(why);
  }

  /** Whether a slot stands on the stage. */
  has(id: string): boolean {
    return this.#slots.some((slot) => slotId(slot) === id);
  }

  /** For another subject: what stands beside the present experiment is of the one before. */
  awaitOthers(): void {
    for (const slot of this.#slots) {
      if (slot.lane !== PRESENT && !slot.view.draw) this.#await(slotId(slot));
      else if (slot.over) this.#clearOver(slotId(slot));
    }
  }

  /** Puts the crosshair on the picture in a slot, for keys to move. */
  read(slot: Slot): void {
    this.#panes.get(slotId(slot))?.read();
  }

  /** Shows the whole of every picture. */
  resetViews(): void {
    this.#zoom.reset();
    for (const { pane } of this.#drawn.values()) pane.fit();
  }

  /** Lets one pane fill the stage, or all share it. */
  maximise(id: string | null): void {
    const changed = id ?? this.#maximised;
    this.#maximised = id;
    this.#placeBeside();
    this.#host.classList.toggle('stage-maximised', id !== null);
    for (const [other, pane] of this.#panes) pane.setMaximised(other === id);
    for (const [other, { pane }] of this.#drawn) pane.setMaximised(other === id);
    if (id !== null) this.#standing(id)?.focus();
    if (changed !== null) this.#standing(changed)?.root.scrollIntoView({ block: 'nearest' });
  }

  get maximised(): string | null {
    return this.#maximised;
  }

  /** The slot whose pane has the keyboard. */
  get focused(): string | null {
    const slot = this.#slots.find((slot) => this.#standing(slotId(slot))?.root.contains(document.activeElement));
    return slot ? slotId(slot) : null;
  }

  /** The slot that is meant where none has the keyboard: the present slice, or what stands first. */
  get main(): string | null {
    const ids = this.#slots.map(slotId);
    return ids.find((id) => id === 'slice') ?? ids[0] ?? null;
  }

  /** Moves the keyboard focus to the picture that is meant where none has it. */
  focusMain(): void {
    if (this.main !== null) this.#standing(this.main)?.focus();
  }

  #placeBeside(): void {
    const root = this.#beside && this.drawn(this.#beside.id)?.root;
    if (!this.#beside || !root) return;
    const { id, host } = this.#beside;
    const place = this.has(id) || this.#maximised === id ? this.#host : host;
    if (root.parentElement !== place) place.append(root);
  }

  /** Whatever stands in a slot. */
  #standing(id: string): AnyPane | DrawnPane | null {
    return this.#panes.get(id) ?? this.drawn(id);
  }

  #draw(slot: Slot, view: DrawnView, host: Element): DrawnPane {
    const id = slotId(slot);
    const pane = new DrawnPane(host, {
      id,
      title: titleOf(slot),
      keys: view.keys ?? null,
      hasControls: view.hasControls ?? false,
    });
    pane.onToggleMaximise = () => this.maximise(this.#maximised === id ? null : id);
    this.#drawn.set(id, { pane, view: new StandingView(view, slot.lane, pane, this.#drawnParts) });
    return pane;
  }

  #makePane(id: string, slot: Slot, { plane }: PictureView): AnyPane {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const pane: AnyPane = new Pane<any>(this.#host, { id, title: titleOf(slot), navigation: NAVIGATION[plane] });
    this.#panes.set(id, pane);
    pane.root.hidden = true;
    pane.onWindowDrag = (window, finished) => this.#callbacks.onWindow(slot, window, finished);
    pane.onHover = (hover) => this.#callbacks.onHover(slot, hover);
    pane.onToggleMaximise = () => this.maximise(this.#maximised === id ? null : id);
    this.#zoom.join(pane, plane);
    return pane;
  }

  /** Into reading order. What stands right already is left where it is, or it would lose the keyboard. */
  #order(): void {
    let next: ChildNode | null = this.#host.firstChild;
    for (const slot of this.#slots) {
      const { root } = this.#standing(slotId(slot))!;
      while (next instanceof HTMLElement && next.hidden) next = next.nextSibling;
      if (next === root) next = root.nextSibling;
      else this.#host.insertBefore(root, next);
    }
  }

  #leave(id: string): void {
    const drawn = this.#drawn.get(id);
    if (id === this.#beside?.id) return;
    if (drawn) {
      this.#drawn.delete(id);
      drawn.view.dispose();
      drawn.pane.dispose();
      return;
    }
    const pane = this.#panes.get(id)!;
    this.#clear(id);
    pane.setNote(null);
    pane.setOverlay(null);
    pane.setTrace(null);
    pane.root.hidden = true;
  }

  #await(id: string): void {
    this.#clear(id);
    this.#panes.get(id)!.setNote('not computed yet');
  }

  #clear(id: string): void {
    this.#pictures.clear(id, this.#panes.get(id)!);
  }

  #clearOver(id: string): void {
    const pane = this.#panes.get(id);
    if (pane) this.#pictures.clearOver(id, pane);
  }
}
