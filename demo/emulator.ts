import type { EmulatorState, Viewer } from './state.ts';

export interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
export function nothing(status: number): Reply {
  return { status, type: 'application/json', body: '' };
}

export interface EmulatorRequest {
  state: EmulatorState;
  method: string;
  url: URL;
  viewer: Viewer | null;
  body: unknown;
}

/** Pages and API of one CRM, over the shared deals. `api` returns null for addresses of pages. */
export interface Emulator {
  name: 'salesforce' | 'odoo' | 'espocrm';
  page: string;
  /** Cookies of the CRM's pages that its scripts can read. */
  cookies?: readonly string[];
  api(request: EmulatorRequest): Reply | null;
}
