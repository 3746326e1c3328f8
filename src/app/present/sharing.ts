import { InputError } from '../../errors.ts';
import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import { isImageReference } from '../../experiment/experiment-schema.ts';
import { linkHash } from '../../experiment/link.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { Saveable, SaveableDocuments, WrittenFormat } from '../dialogs/save-dialog.ts';
import { canvasBlob, saveBlob } from '../files/save-blob.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { Notices } from '../shell/notices.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import { AddressPace } from './address-pace.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** What the browser keeps with the address, over a reload too: an experiment whose files no address can hold. */
interface AddressState {
  readonly experimentWithFiles?: unknown;
}

/** Taking things out of the page: pictures, arrays and the experiment as files, and the link that brings it back. */
export class Sharing {
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #copies: HostCopies;
  readonly #notices: Notices;
  readonly #pace = new AddressPace(() => this.#writeAddress());

  constructor(present: PresentExperiment, stage: Stage, copies: HostCopies, notices: Notices) {
    this.#present = present;
    this.#stage = stage;
    this.#copies = copies;
    this.#notices = notices;
  }

  /** What there is to save of each slot of the stage. */
  saveables(): Saveable[] {
    return this.#stage.slots.map((slot) => this.#saveable(slot));
  }

  /** What there is to save besides. */
  documents(): SaveableDocuments {
    const { experiment, subject } = this.#present;
    return {
      saveExperiment: () => saveJson('experiment', experimentJson(experiment)),
      savePhantom: subject.kind === 'shapes' ? () => this.#savePhantom() : null,
    };
  }

  async copyLink(): Promise<void> {
    try {
      const address = this.#address();
      history.replaceState(null, '', address);
      await navigator.clipboard.writeText(address);
      this.#notices.done('The link is copied. Opening it brings this experiment back.');
    } catch (error) {
      if (error instanceof InputError) this.#notices.failure(error);
      else this.#notices.done('This browser does not let the page copy; the link stands in the address bar.');
    }
  }

  /** Lets the address hold the experiment, so that a reload brings it back. @param moving while a hand goes on changing it */
  writeAddress(moving = false): void {
    if (moving) this.#pace.moving();
    else this.#pace.changed();
  }

  /** Gives the address back to an experiment that waits for its files, which another one stands in for. */
  restoreAddress(href: string, state: unknown): void {
    this.#replaceAddress(href, state);
  }

  #writeAddress(): void {
    const { experiment } = this.#present;
    const bare = location.href.split('#')[0]!;
    try {
      if (!namesFiles(experiment)) this.#replaceAddress(this.#address(), null);
      else this.#replaceAddress(bare, { experimentWithFiles: experimentJson(experiment) } satisfies AddressState);
    } catch {
      // No address can hold it; one of something else would be wrong.
      this.#replaceAddress(bare, null);
    }
  }

  #replaceAddress(href: string, state: unknown): void {
    if (href === location.href && state === null && history.state === null) return;
    history.replaceState(state, '', href);
  }

  async #savePhantom(): Promise<void> {
    const { phantom } = this.#present.experiment;
    saveJson('phantom', typeof phantom === 'string' ? await loadLibraryPhantom(phantom) : phantom);
  }

  #saveable(slot: Slot): Saveable {
    const id = slotId(slot);
    const pane = this.#stage.pane(id)!;
    const isShown = this.#stage.shown(id) !== null;
    const what = id.replace(/^slice/, 'reconstruction');
    return {
      title: pane.title,
      savePng: isShown ? async () => saveBlob(fileName(what, 'png'), await canvasBlob(await pane.snapshot())) : null,
      saveArray: isShown ? (format) => this.#saveArray(id, what, format) : null,
    };
  }

  /** What the pane shows now: a run that has gone on since the dialog was opened has given its older arrays back. */
  async #saveArray(id: string, what: string, { writer, extension }: WrittenFormat): Promise<void> {
    const { writeArray } = await fetchedPart(() => writer.load());
    const shown = this.#stage.shown(id);
    if (!shown) return;
    const values = await this.#copies.of(shown.engine, shown.array);
    saveBlob(fileName(what, extension), new Blob([writeArray(values, [shown.array.rows, shown.array.columns])]));
  }

  /** @throws InputError with a sentence where no address can hold the experiment */
  #address(): string {
    const { experiment } = this.#present;
    if (namesFiles(experiment)) {
      throw new InputError('A link cannot carry opened files; save the experiment and send it together with them');
    }
    return `${location.href.split('#')[0]}${linkHash(experiment)}`;
  }
}

function namesFiles({ measurement, phantom }: Experiment): boolean {
  return measurement !== undefined || isImageReference(phantom);
}

/** The experiment that was on the page before it was reloaded, where its address cannot say so; else `null`. */
export function experimentBeforeReload(): unknown {
  return (history.state as AddressState | null)?.experimentWithFiles ?? null;
}

function saveJson(what: string, json: unknown): void {
  const text = `${JSON.stringify(json, null, 2)}\n`;
  saveBlob(fileName(what, 'json'), new Blob([text], { type: 'application/json' }));
}

function fileName(what: string, ending: string): string {
  return `ct-sandbox-${what}.${ending}`;
}
