import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * The metrics of /metrics, in the text format of Prometheus. They contain no organisation, no
 * person and no text.
 */
export function createMetrics(live: () => number) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'sideline_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const mutations = new Counter({
    name: 'sideline_mutations_total',
    help: 'Changes that devices sent, by result',
    labelNames: ['result'],
    registers,
  });
  const rows = new Counter({
    name: 'sideline_rows_pulled_total',
    help: 'Rows sent to devices',
    registers,
  });
  new Gauge({
    name: 'sideline_connections',
    help: 'Open live connections',
    registers,
    collect() {
      this.set(live());
    },
  });
  return {
    request: (route: string, status: number, ms: number) =>
      requests.labels(route, String(status)).observe(ms / 1000),
    mutation: (result: string) => mutations.labels(result).inc(),
    pulled: (count: number) => rows.inc(count),
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
