import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Size {
  part: string;
  bytes: number;
  /** In bytes; null where there is none. */
  limit: number | null;
}

/** Script on every page of a CRM, and on every record page. */
const SCRIPT_LIMIT = 15_000;
/** Everything that `panel.html` names, each file compressed with gzip. */
const PANEL_LIMIT = 220_000;

/** The parts of a built extension that people wait for. */
export function extensionSizes(extension: string): Size[] {
  const bytes = (path: string) => statSync(join(extension, path)).size;
  const html = readFileSync(join(extension, 'panel.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
  const panel = named
    .map((path) => gzipSync(readFileSync(join(extension, path))).length)
    .reduce((sum, size) => sum + size, 0);
  const readers = readdirSync(extension).filter((name) => name.startsWith('reader-'));
  return [
    { part: 'watcher', bytes: bytes('content-scripts/record.js'), limit: SCRIPT_LIMIT },
    { part: 'panel host (record pages only)', bytes: bytes('panel-host.js'), limit: null },
    ...readers.map((name) => ({ part: name, bytes: bytes(name), limit: SCRIPT_LIMIT })),
    { part: 'panel page with its styles, gzip', bytes: panel, limit: PANEL_LIMIT },
  ];
}
