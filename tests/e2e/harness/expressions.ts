// Expressions as text, for `eval` and `until` in a page or in the panel's frame.

/** True where an element's text is exactly this. */
export const hasText = (selector: string, text: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some(
    (item) => item.textContent === ${JSON.stringify(text)},
  )`;

/** True where a region shows a text. */
export const regionIncludes = (label: string, text: string) =>
  `document.querySelector('section[aria-label="${label}"]').innerText.includes(
    ${JSON.stringify(text)},
  )`;

/**
 * True where a stored row of the extension matches.
 * @param matches a function as text: `(row) => row.blocked`.
 */
export const someStored = (table: string, matches: string) =>
  `(async () => {
    const { storage } = globalThis.chrome ?? browser;
    const { store = 'sideline:local' } = await storage.local.get('store');
    return new Promise((done) => {
      const opening = indexedDB.open(store);
      opening.onsuccess = () => {
        const reading = opening.result.transaction('${table}').objectStore('${table}').getAll();
        reading.onsuccess = () => {
          opening.result.close();
          done(reading.result.some(${matches}));
        };
      };
    });
  })()`;
