import './report.css';
import { fetchedPart } from '../../fetched-part.ts';
import { REPORT_LIMITS } from '../../report/limits.ts';
import type { KeptPicture, ReportEntry } from '../../report/report.ts';
import { button, byId, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { Notices } from '../shell/notices.ts';
import { keepPaneInSight } from '../stage/pane-in-sight.ts';
import { dragOrder } from './drag-order.ts';
import { EntryCard } from './entry-card.ts';
import { isoNow, type Notebook, newId } from './notebook.ts';

/** What of the stage can be put into the report. */
export interface StageHand {
  pictures(): readonly { readonly id: string; readonly title: string }[];
  /** The one that has the keyboard or fills the stage. */
  looked(): string | null;
  /** The one that is meant where none does. */
  main(): string | null;
  /** @param id or all of them @returns the number of the entry */
  keep(id: string): Promise<number>;
}

/** Chooses all that stands on the stage. */
export const ALL = 'all';
const EMPTY =
  'Nothing yet. Add an image of the stage here or by W, and plots and tables by their button To report. What you write is kept in this browser and sent nowhere.';

/** The report beside the stage: what goes into it, what is in it, and how it comes out. */
export class ReportPanel {
  readonly #notebook: Notebook;
  readonly #notices: Notices;
  readonly #stage: StageHand;
  readonly #cards = new Map<string, EntryCard>();
  readonly #addresses = new Map<string, string>();
  readonly #root: HTMLElement;
  readonly #list = make('ol', { class: 'report-entries', 'aria-label': 'Entries of the report' });
  readonly #title = textField('Title', REPORT_LIMITS.titleCharacters);
  readonly #author = textField('Author', REPORT_LIMITS.titleCharacters, 'optional');
  readonly #which = make('select', { 'aria-label': 'Image to add' });
  readonly #empty = make('p', { class: 'numbers-note' }, EMPTY);
  readonly #fault = make('p', { class: 'report-fault', role: 'alert', hidden: '' });
  readonly #deleted = make('p', { class: 'report-deleted', role: 'status', hidden: '' });
  readonly #undo: HTMLButtonElement;
  readonly #add: HTMLButtonElement;
  readonly #out: readonly HTMLButtonElement[];
  readonly #clear: HTMLButtonElement;
  /** What had the keyboard before it was opened. */
  #before: Element | null = null;

  constructor(notebook: Notebook, notices: Notices, stage: StageHand) {
    this.#notebook = notebook;
    this.#notices = notices;
    this.#stage = stage;
    this.#add = this.#action('Add image', () => this.addPicture(), {
      class: 'primary',
      title: 'Put this image into the report (W)',
    });
    this.#undo = button('Undo', () => this.#restore());
    this.#out = [
      this.#action('HTML', async () => (await fetchedPart(() => import('./out.ts'))).saveHtml(notebook), {
        'aria-label': 'Save HTML',
        title: 'One file, which any browser shows and prints',
      }),
      this.#action('ZIP', async () => (await fetchedPart(() => import('./out.ts'))).saveZip(notebook), {
        'aria-label': 'Save ZIP',
        title: 'The same, with images as PNG, tables as CSV and experiments as JSON',
      }),
      this.#action('Print…', async () => {
        await (await fetchedPart(() => import('./print-report.ts'))).printReport(notebook, (picture) =>
          this.#addressOf(picture),
        );
      }),
    ];
    this.#clear = button('New…', () => this.#askToClear(), { title: 'Begin a new report' });
    this.#root = this.#build();
    for (const [field, key] of [
      [this.#title, 'title'],
      [this.#author, 'author'],
    ] as const) {
      field.addEventListener('input', () => notebook.setHead({ [key]: field.value }));
    }
    dragOrder(this.#list, '.report-grip', {
      onMoved: (card, to) => notebook.move(card.dataset.id!, to),
    });
    notebook.listen(() => this.#show());
    window.addEventListener('pagehide', () => void notebook.flush());
    const stageElement = byId('stage', HTMLElement);
    stageElement.addEventListener('focusin', () => this.#offer(stage.looked()));
    byId('panel-button', HTMLElement).addEventListener('click', () => this.isShown && this.hide());
    this.#show();
  }

  get isShown(): boolean {
    return this.#root.isConnected;
  }

  toggle(): void {
    if (this.isShown) this.hide();
    else this.#open();
  }

  hide(): void {
    this.#root.remove();
    byId('page', HTMLElement).classList.remove('has-report');
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
  }

  #open(): void {
    const page = byId('page', HTMLElement);
    this.#before = document.activeElement;
    byId('workplace', HTMLElement).append(this.#root);
    if (page.classList.contains('panel-open')) byId('panel-button', HTMLElement).click();
    page.classList.add('has-report');
    this.#offer(this.#stage.looked() ?? this.#stage.main());
    keepPaneInSight(byId('stage', HTMLElement), this.#root);
    this.#add.focus({ preventScroll: true });
  }

  #build(): HTMLElement {
    const root = make(
      'aside',
      { class: 'report-panel', id: 'report', 'aria-label': 'Report' },
      make(
        'div',
        { class: 'report-head' },
        make('h2', {}, 'Report'),
        ...this.#out,
        button('Close', () => this.hide(), { class: 'report-close', title: 'Back to the numbers (Esc)' }),
      ),
      make(
        'div',
        { class: 'report-body' },
        labelled('Title', this.#title),
        labelled('Author', this.#author),
        make(
          'div',
          { class: 'report-add' },
          this.#which,
          this.#add,
          this.#action('Add text', () => this.#addText()),
        ),
        this.#fault,
        this.#empty,
        this.#list,
        make('div', { class: 'report-foot' }, this.#clear),
      ),
      this.#deleted,
    );
    for (const event of ['focusin', 'pointerenter']) this.#which.addEventListener(event, () => this.#offer());
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || (event.target as Element).matches('input, textarea, select')) return;
      event.stopPropagation();
      this.hide();
    });
    return root;
  }

  /** What the stage has by now. @param chosen the one to choose; what was chosen stays chosen where it is left out */
  #offer(chosen: string | null = this.#which.value): void {
    const pictures = this.#stage.pictures();
    const options = [
      ...pictures.map(({ id, title }) => ({ id, title })),
      ...(pictures.length > 1 ? [{ id: ALL, title: `All ${pictures.length} images` }] : []),
    ];
    const isSame =
      options.length === this.#which.length &&
      options.every(
        ({ id, title }, i) => this.#which.options[i]!.value === id && this.#which.options[i]!.text === title,
      );
    if (!isSame) this.#which.replaceChildren(...options.map(({ id, title }) => new Option(title, id)));
    const ids = options.map(({ id }) => id);
    this.#which.value = [chosen, this.#stage.main(), ids[0]].find((id) => id != null && ids.includes(id)) ?? '';
  }

  /** The chosen one; with the keyboard on a pane that one was chosen. */
  async addPicture(): Promise<void> {
    this.#offer();
    await this.#stage.keep(this.#which.value || ALL);
    this.#goToLast();
  }

  async #addText(): Promise<void> {
    this.#notebook.add({ kind: 'text', id: newId(), title: '', words: '', date: isoNow() });
    this.#goToLast();
  }

  /** To be written beside; on a phone a keyboard would cover the picture. */
  #goToLast(): void {
    const last = this.#notebook.report.entries.at(-1);
    const card = last && this.#cards.get(last.id);
    if (!card) return;
    card.root.scrollIntoView({ block: 'nearest' });
    if (!matchMedia('(pointer: coarse)').matches) card.words.focus({ preventScroll: true });
  }

  #show(): void {
    const { report, fault, lastDeleted } = this.#notebook;
    const { entries } = report;
    if (this.#title.value !== report.title) this.#title.value = report.title;
    if (this.#author.value !== report.author) this.#author.value = report.author;
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, card] of this.#cards) {
      if (ids.has(id)) continue;
      card.root.remove();
      this.#cards.delete(id);
    }
    for (const [i, entry] of entries.entries()) {
      const card = this.#cardOf(entry);
      card.show(entry, i, entries.length);
      if (this.#list.children[i] !== card.root) this.#list.insertBefore(card.root, this.#list.children[i] ?? null);
    }
    this.#empty.hidden = entries.length > 0;
    this.#fault.hidden = fault === null;
    setText(this.#fault, fault ?? '');
    for (const out of this.#out) out.disabled = entries.length === 0;
    this.#clear.hidden = entries.length === 0;
    setText(this.#clear, 'New…');
    this.#deleted.hidden = lastDeleted === null;
    if (lastDeleted) this.#deleted.replaceChildren(`Deleted: ${nameOf(lastDeleted)}. `, this.#undo);
  }

  #cardOf(entry: ReportEntry): EntryCard {
    const { id } = entry;
    const there = this.#cards.get(id);
    // An answer given anew is shown anew.
    if (there && !there.isOutdated(entry)) return there;
    there?.root.remove();
    const notebook = this.#notebook;
    const card = new EntryCard(entry, {
      addressOf: (picture) => this.#addressOf(picture),
      change: (changes) => notebook.change(id, changes),
      move: (by) => notebook.move(id, notebook.report.entries.findIndex((other) => other.id === id) + by),
      remove: () => {
        notebook.remove(id);
        this.#undo.focus();
      },
    });
    card.root.dataset.id = id;
    this.#cards.set(id, card);
    return card;
  }

  #restore(): void {
    const entry = this.#notebook.restore();
    const card = entry && this.#cards.get(entry.id);
    card?.root.scrollIntoView({ block: 'nearest' });
    card?.words.focus({ preventScroll: true });
  }

  /** What it deletes comes back entry by entry only, so that it takes a second press. */
  #askToClear(): void {
    const question = 'Delete all entries?';
    if (this.#clear.textContent === question) this.#notebook.clear();
    else setText(this.#clear, question);
  }

  #addressOf({ file }: KeptPicture): string {
    const there = this.#addresses.get(file);
    if (there) return there;
    const bytes = this.#notebook.picture(file);
    const address = bytes ? URL.createObjectURL(new Blob([bytes], { type: 'image/png' })) : '';
    this.#addresses.set(file, address);
    return address;
  }

  /** A button whose work may take a while, and fail, which is told. */
  #action(text: string, action: () => Promise<unknown>, attributes: Readonly<Record<string, string>> = {}) {
    const made = button(
      text,
      () => {
        if (made.getAttribute('aria-busy') === 'true') return;
        made.setAttribute('aria-busy', 'true');
        action()
          .catch((error: unknown) => this.#notices.failure(error))
          .finally(() => made.removeAttribute('aria-busy'));
      },
      attributes,
    );
    return made;
  }
}

function nameOf(entry: ReportEntry): string {
  if (entry.title !== '') return entry.title;
  return entry.kind === 'picture' ? entry.pictures.map(({ title }) => title).join(', ') : entry.kind;
}

function textField(name: string, most: number, placeholder = ''): HTMLInputElement {
  return make('input', { class: 'report-field', 'aria-label': name, maxlength: String(most), placeholder });
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return make('label', { class: 'report-labelled' }, make('span', {}, text), field);
}
