import type { Driver, Profile } from '../model';

/** One event of Chrome's trace event format; `ts` and `dur` are microseconds. */
interface TraceEvent {
	readonly ph: 'X' | 'M';
	readonly name: string;
	readonly cat?: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts?: number;
	readonly dur?: number;
	readonly args: Readonly<Record<string, unknown>>;
}

const coordinator = 1;

/**
 * A trace that Perfetto and chrome://tracing open: a process per node, a thread per driver, sleeps inside of drivers.
 * Operators tell how long they took but not when, so they are arguments of their driver.
 */
export function chromeTrace(profile: Profile): string {
	const origin = profile.wall.start ?? 0;
	const nodes = [...new Set(profile.drivers.map(({ place }) => place))];
	const events: readonly TraceEvent[] = [
		named('process_name', coordinator, 0, 'Phases of the query'),
		...profile.phases.map(({ name, nanos, start = origin }): TraceEvent => ({
			...{ ph: 'X', name, cat: 'phase', pid: coordinator, tid: 0 },
			ts: (start - origin) * 1000,
			dur: nanos / 1000,
			args: {}
		})),
		...nodes.map((node, at) => named('process_name', at + 2, 0, node)),
		...profile.drivers.flatMap((driver) => ofDriver(driver, nodes.indexOf(driver.place) + 2, origin))
	];
	return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: events });
}

function named(name: string, pid: number, tid: number, value: string): TraceEvent {
	return { ph: 'M', name, pid, tid, args: { name: value } };
}

function ofDriver(driver: Driver, pid: number, origin: number): readonly TraceEvent[] {
	const { index, role, start = origin, took = 0, cpu, operators, sleeps } = driver;
	const tid = index + 1;
	const ts = (start - origin) * 1000;
	const end = ts + took / 1000;
	const args = {
		cpu_nanos: cpu,
		operators: operators.map(({ name, nanos, rowsIn, rowsOut }) => ({ name, nanos, rowsIn, rowsOut }))
	};
	return [
		named('thread_name', pid, tid, `${role} ${index}`),
		{ ph: 'X', name: role, cat: 'driver', pid, tid, ts, dur: took / 1000, args },
		...sleeps.listed.map(({ reason, from, to }): TraceEvent => {
			const begin = Math.max(ts, (from - origin) * 1000);
			const stop = Math.min(end, to === undefined ? end : (to - origin) * 1000);
			return {
				ph: 'X',
				name: reason,
				cat: 'sleep',
				pid,
				tid,
				ts: begin,
				dur: Math.max(0, stop - begin),
				args: {}
			};
		})
	];
}
