/** Numbers figures and tables in the order in which they are read. */
export class Numbering {
  #figures = 0;
  #tables = 0;

  figure(): number {
    return ++this.#figures;
  }

  table(): number {
    return ++this.#tables;
  }
}
