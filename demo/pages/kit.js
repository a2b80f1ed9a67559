// Helpers that the emulators' pages share.
export const slow = Number(document.body.dataset.slow);
export const viewer = document.body.dataset.viewer;
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}
export const day = (text, locale = 'en-GB') =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).format(new Date(text));
export const money = (amount, currency, locale = 'en-GB') =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
export function people(app) {
  app.replaceChildren(
    el(
      'main',
      { class: 'people' },
      el('h1', {}, 'Who are you today?'),
      ...['tomas', 'jonas', 'aisha', 'carla', 'dana'].map((key) =>
        el('a', { href: `${location.pathname}?as=${key}` }, key[0].toUpperCase() + key.slice(1)),
      ),
    ),
  );
}
