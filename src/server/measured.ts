// What is measured of the running server, for Prometheus.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Measured = {
  request(one: { method: string; route: string; status: number; seconds: number }): void;
  contentType: string;
  text(): Promise<string>;
};

/** Counters of requests and their times by route, the process's own figures, and what `gauges` tell when they are asked. */
export function measuredOf(gauges: Readonly<Record<string, { help: string; value: () => number }>>): Measured {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "sandan_requests_total",
    help: "Requests answered",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "sandan_request_seconds",
    help: "Seconds from request to answer",
    labelNames: ["method", "route"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  for (const [name, { help, value }] of Object.entries(gauges))
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  return {
    request: ({ method, route, status, seconds: took }) => {
      requests.inc({ method, route, status: String(status) });
      seconds.observe({ method, route }, took);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
