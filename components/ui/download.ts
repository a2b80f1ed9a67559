/** Time in ms until the URL is revoked, enough for the browser to start reading the file. */
const KEEP_MS = 10_000;

function save(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}

/** Downloads a text as a file. */
export function download(name: string, text: string, type: string): void {
  save(name, text, type);
}

/** Downloads bytes as a file. */
export function downloadBytes(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  save(name, bytes, 'application/octet-stream');
}
