import { zipPieces } from '../../files/zip/zip.ts';
import { fileNameOf } from '../../plots/plot-files.ts';
import { archiveOf } from '../../report/archive.ts';
import { htmlFile } from '../../report/html-file.ts';
import type { KeptPicture } from '../../report/report.ts';
import { titleOf } from '../../report/report-sheet.ts';
import { saveBlob } from '../files/save-blob.ts';
import { isoNow, type Notebook } from './notebook.ts';

/** As one HTML file that shows all by itself. */
export function saveHtml(notebook: Notebook): void {
  saveBlob(`${nameOf(notebook)}.html`, new Blob([htmlOf(notebook)], { type: 'text/html' }));
}

/** As an archive of the same file, and of pictures, tables and experiments each in a file of its own. */
export async function saveZip(notebook: Notebook): Promise<void> {
  const archive = archiveOf(notebook.report, htmlOf(notebook));
  const encoder = new TextEncoder();
  async function* files() {
    for (const { name, content } of archive) {
      yield { name, bytes: typeof content === 'string' ? encoder.encode(content) : bytesOf(notebook, content) };
    }
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of zipPieces(files())) pieces.push(piece);
  saveBlob(`${nameOf(notebook)}.zip`, new Blob(pieces, { type: 'application/zip' }));
}

function htmlOf(notebook: Notebook): string {
  return htmlFile(
    notebook.report,
    isoNow(),
    (picture) => `data:image/png;base64,${base64(bytesOf(notebook, picture))}`,
  );
}

function bytesOf(notebook: Notebook, { file }: KeptPicture): Uint8Array<ArrayBuffer> {
  const bytes = notebook.picture(file);
  if (!bytes) throw new Error(`the report shows a picture that it does not have: ${file}`);
  return bytes;
}

function nameOf({ report }: Notebook): string {
  return fileNameOf(titleOf(report));
}

/** A multiple of three, so that pieces can be put together; few enough for one call. */
const PIECE_BYTES = 3 * 2 ** 13;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  }
  return text;
}
