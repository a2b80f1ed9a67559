const paths = {
  cloud:
    'M4.8 12.5h6.4a2.8 2.8 0 0 0 .3-5.6 3.7 3.7 0 0 0-7-.5 3 3 0 0 0 .3 6.1ZM6 9.3l1.5 1.4 2.5-2.9',
  device: 'M3 3.5h10v7H3zM1.5 12.5h13',
  away: 'M4.8 12.5h6.4a2.8 2.8 0 0 0 .3-5.6 3.7 3.7 0 0 0-7-.5 3 3 0 0 0 .3 6.1ZM2.5 2.5l11 11',
  warn: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2h.01',
  collapse: 'm4 4 4 4-4 4M12 3v10',
  dock: [
    'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7',
    'A1.5 1.5 0 0 1 3.5 3ZM10 3v10',
  ].join(''),
  beside: [
    'M3.2 3h4.6A1.2 1.2 0 0 1 9 4.2v7.6A1.2 1.2 0 0 1 7.8 13H3.2A1.2 1.2 0 0 1 2 11.8V4.2',
    'A1.2 1.2 0 0 1 3.2 3ZM12 3h1a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z',
  ].join(''),
  float: [
    'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7',
    'A1.5 1.5 0 0 1 3.5 3ZM8.3 6h2.9a.8.8 0 0 1 .8.8v3.4a.8.8 0 0 1-.8.8H8.3a.8.8 0 0 1-.8-.8V6.8',
    'a.8.8 0 0 1 .8-.8Z',
  ].join(''),
  tab: [
    'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7',
    'A1.5 1.5 0 0 1 3.5 3ZM11.5 6v3.5',
  ].join(''),
  close: 'm4 4 8 8m0-8-8 8',
  down: 'm4 6 4 4 4-4',
  up: 'm4 10 4-4 4 4',
  lock: [
    'M5 7h6a1.5 1.5 0 0 1 1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 12V8.5',
    'A1.5 1.5 0 0 1 5 7ZM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7',
  ].join(''),
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0ZM10.3 10.3l3.2 3.2',
  speech: 'M3 3.5h10v7H8l-3 2.7v-2.7H3z',
  star: 'm8 2.5 1.65 3.4 3.75.5-2.7 2.6.65 3.7L8 10.95 4.65 12.7l.65-3.7-2.7-2.6 3.75-.5L8 2.5Z',
  steps: 'M2 12.5h3.5v-4H9v-4h5',
  two: [
    'M7.75 5.5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0Z',
    'M12.75 6.5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0Z',
    'M1.75 13c.3-2.3 1.7-3.5 3.75-3.5S8.95 10.7 9.25 13M10.6 10.3c2 0 3.3.9 3.65 2.7',
  ].join(''),
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  person: 'M10.5 5.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM3.5 13.5c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4',
  eye: [
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z',
    'M10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z',
  ].join(''),
  check: 'm3 8.5 3.2 3L13 4.5',
  undo: 'M3 6.5h6.5a3.25 3.25 0 0 1 0 6.5H6M6 3.5l-3 3 3 3',
  redo: 'M13 6.5H6.5a3.25 3.25 0 0 0 0 6.5H10M10 3.5l3 3-3 3',
  chart: 'M2.5 13.5h11M4 11l3-3.5 2.5 2L13 4.5',
  flag: 'M4 14V2.5h8l-2 3 2 3H4',
  sliders: [
    'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M11.5 5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0Z',
    'M7.5 11a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0Z',
  ].join(''),
  target: [
    'M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0ZM11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
    'M8 8h.01',
  ].join(''),
  key: 'M9 6.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM8.2 8.5l5 5M11.3 11.6l1.4-1.4',
  pencil: 'm3 13 .6-2.6 7-7 2 2-7 7L3 13ZM9.3 4.7l2 2',
  bubbles: 'M2 3h8v5.5H6L3.8 10.4V8.5H2zM12 6h2v5.5h-1.5v1.9l-2.2-1.9H7.2V10.7',
  sun: [
    'M10.75 8a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0ZM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25',
    'M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  ].join(''),
  clock: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM8 5v3l2 1.5',
} as const;
export type IconName = keyof typeof paths;

/** A line icon, hidden from screen readers: the text beside it has the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} className="icon" aria-hidden="true">
      <path d={paths[name]} strokeWidth={name === 'more' ? 2.2 : 1.5} />
    </svg>
  );
}

/** Sideline's logo: a dot beside an upright bar. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" width={20} height={20} className="mark" aria-hidden="true">
      <rect className="tile" width="16" height="16" rx="4" />
      <circle className="figure" cx="6" cy="8" r="2.5" />
      <rect className="figure" x="10" y="3" width="2" height="10" rx="1" />
    </svg>
  );
}
