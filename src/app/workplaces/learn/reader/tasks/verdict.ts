import { make } from '../../../../elements/element.ts';

/** What is said of an answer: read aloud when it comes, and where the focus goes when what was pressed has gone. */
export class VerdictLine {
  readonly root = make('div', { class: 'task-verdict', role: 'status', tabindex: '-1' });

  /** @param kind also a word at the head of the sentence, never the colour alone */
  say(kind: 'right' | 'wrong' | 'plain', head: string, ...words: (Node | string)[]): void {
    this.root.dataset.kind = kind;
    this.root.replaceChildren(make('p', {}, ...(head === '' ? [] : [make('strong', {}, head), ' ']), ...words));
  }

  add(...words: (Node | string)[]): void {
    this.root.append(make('p', {}, ...words));
  }

  clear(): void {
    delete this.root.dataset.kind;
    this.root.replaceChildren();
  }

  /** Whoever pressed what is gone now goes on from here. */
  takeFocus(): void {
    this.root.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: 'nearest' });
  }
}
