// How often each caller has asked within a minute: one count for all routes of a group, in this process.

type Count = { calls: number; until: number };
type Told = (error: Error | null, result?: { current: number; ttl: number }) => void;

/** Callers whose counts are held; those who came first are forgotten first. */
const MOST = 20_000;

/** The store of the limiter. Law: a group of routes has one count, so that nobody has the limit of each route for themselves. */
export class CallCounts {
  private readonly held = new Map<string, Count>();

  incr(key: string, told: Told, windowMs: number): void {
    const now = Date.now();
    const before = this.held.get(key);
    const count = before !== undefined && before.until > now ? before : { calls: 0, until: now + windowMs };
    count.calls += 1;
    this.held.delete(key);
    this.held.set(key, count);
    for (const [oldest] of this.held) {
      if (this.held.size <= MOST) break;
      this.held.delete(oldest);
    }
    told(null, { current: count.calls, ttl: count.until - now });
  }

  /** Routes have no counts of their own: the key names the group. */
  child(): this {
    return this;
  }
}
