// Expressions as text, for `eval` and `until` in a page or in the panel's frame.

/** True where an element's text is exactly this. */
export const hasText = (selector: string, text: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some(
    (item) => item.textContent === ${JSON.stringify(text)},
  )`;

/** True where a region shows a text. */
export const regionIncludes = (label: string, text: string) =>
  `document.querySelector('section[aria-label=${label}]').innerText.includes(
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

/**
 * Moves everything that a person did so many days into the past, as if these days had gone by: the
 * times of the rows on this device, and the days that they name. The CRM's data stays.
 */
export const daysLater = (days: number) =>
  `(async () => {
    const { storage } = globalThis.chrome ?? browser;
    const { store = 'sideline:local' } = await storage.local.get('store');
    const time = (value) => (typeof value === 'number' ? value - ${days} * 86400000 : value);
    const day = (value) =>
      new Date(Date.parse(value) - ${days} * 86400000).toISOString().slice(0, 10);
    const moved = { at: time, createdAt: time, settledAt: time, last: time, before: time };
    const own = ['note', 'commitment', 'promptOutcome', 'promptShown'];
    return new Promise((done, fail) => {
      const opening = indexedDB.open(store);
      opening.onsuccess = () => {
        const writing = opening.result.transaction('rows', 'readwrite');
        const rows = writing.objectStore('rows');
        let count = 0;
        rows.openCursor().onsuccess = ({ target: { result: cursor } }) => {
          if (!cursor) return;
          const { value } = cursor;
          if (own.includes(value.collection)) {
            const next = { ...value.fields };
            for (const [name, change] of Object.entries({ ...moved, due: day, until: day }))
              if (next[name] !== undefined && next[name] !== null) next[name] = change(next[name]);
            cursor.update({ ...value, fields: next });
            count += 1;
          }
          cursor.continue();
        };
        writing.oncomplete = () => {
          opening.result.close();
          done(count);
        };
        writing.onerror = () => fail(writing.error);
      };
    });
  })()`;
