import './save-dialog.css';
import { openDialog } from '../dialogs/dialog.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { saveBlob } from '../files/save-blob.ts';
import { sentenceFor } from '../shell/notices.ts';
import { ChoiceList } from './choice-list.ts';
import type { Saveable, SaveWay } from './saveable.ts';

/** What was saved last, which is what is asked for most often next. */
let last: { readonly what: string; readonly way: string } | null = null;

/** Shows what can be saved, a list of things and of the ways to save the chosen one. */
export function showSave(saveables: readonly Saveable[]): void {
  const { dialog, body, close } = openDialog('Save', 'save');
  new SaveForm(saveables, close).showIn(body, dialog);
}

class SaveForm {
  readonly #close: () => void;
  readonly #things: ChoiceList<Saveable>;
  readonly #ways: ChoiceList<SaveWay>;
  readonly #plain = make('input', { type: 'checkbox' });
  readonly #plainLabel = make(
    'label',
    { class: 'dialog-tick' },
    this.#plain,
    'Pixels only, without axes, scale and caption',
  );
  readonly #fileName = make('output', { class: 'save-file' });
  readonly #saveButton = make('button', { type: 'submit', class: 'primary save-button' }, 'Save');
  readonly #fault = make('p', { class: 'dialog-fault', role: 'alert', hidden: '' });
  #isSaving = false;

  constructor(saveables: readonly Saveable[], close: () => void) {
    this.#close = close;
    this.#ways = new ChoiceList('As', 'save-way', (way) => this.#showWay(way));
    this.#things = new ChoiceList('What', 'save-what', (thing) => this.#showThing(thing));
    this.#things.show(
      saveables.map((value) => ({
        ...{ value, name: value.name, title: value.title, note: value.what, group: value.group },
        isOff: value.ways.every(({ whyNot }) => whyNot !== null),
      })),
      last?.what ?? 'slice',
    );
  }

  showIn(body: HTMLElement, dialog: HTMLDialogElement): void {
    const form = make(
      'form',
      { class: 'save-form' },
      make('div', { class: 'save-lists' }, this.#things.root, this.#ways.root),
      make(
        'div',
        { class: 'save-foot' },
        this.#plainLabel,
        this.#fault,
        make('div', { class: 'save-do' }, this.#fileName, button('Cancel', this.#close), this.#saveButton),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#save(dialog);
    });
    body.append(form);
    this.#things.focus();
  }

  #showThing({ ways }: Saveable): void {
    this.#ways.show(
      ways.map((value) => ({
        ...{ value, name: value.name, title: value.label, note: value.whyNot ?? value.keeps },
        isOff: value.whyNot !== null,
      })),
      this.#ways.value?.name ?? last?.way ?? 'png',
    );
  }

  #showWay(way: SaveWay): void {
    this.#plainLabel.hidden = !way.mayBePlain;
    setText(this.#fileName, nameOf(way));
    this.#fault.hidden = true;
  }

  async #save(dialog: HTMLDialogElement): Promise<void> {
    const [thing, way] = [this.#things.value, this.#ways.value];
    if (this.#isSaving || !thing || !way || way.whyNot !== null) return;
    this.#isSaving = true;
    this.#fault.hidden = true;
    setText(this.#saveButton, 'Saving…');
    try {
      // A picture is drawn in one go, which can take seconds: what is said has to be on screen before.
      await nextFrame();
      const blob = await way.file(way.mayBePlain === true && this.#plain.checked, (done) => {
        setText(this.#saveButton, `Saving… ${Math.floor(100 * done)} %`);
      });
      // Closed meanwhile, nobody wants it any more.
      if (!dialog.isConnected) return;
      saveBlob(nameOf(way), blob);
      last = { what: thing.name, way: way.name };
      this.#close();
    } catch (error) {
      setText(this.#fault, sentenceFor(error));
      this.#fault.hidden = false;
    } finally {
      this.#isSaving = false;
      setText(this.#saveButton, 'Save');
    }
  }
}

function nameOf({ fileName }: SaveWay): string {
  return `ct-sandbox-${fileName}`;
}

/** Resolves when what was changed until now is on screen. */
async function nextFrame(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
