import type { RunState } from '$lib/runs/state';

/** The word a person reads for where a run is. */
export function stateWord(state: RunState): string {
	switch (state.kind) {
		case 'idle':
			return 'Ready';
		case 'queued':
			return state.ahead === 0 ? 'Next in line' : `Waiting behind ${state.ahead}`;
		case 'submitting':
			if (state.reconnecting !== undefined) return 'Trying again';
			return state.stopping ? 'Stopping' : 'Submitting';
		case 'running':
			if (state.reconnecting !== undefined) return 'Reconnecting';
			return state.stopping ? 'Stopping' : 'Running';
		case 'collecting':
			return state.stopping ? 'Stopping' : 'Receiving rows';
		case 'complete':
			return 'Done';
		case 'partial':
			return 'Partial';
		case 'stopped':
			return 'Stopped';
		case 'cancelled':
			return 'Cancelled';
		case 'failed':
			return 'Failed';
		case 'expired':
			return 'Expired';
		case 'lost':
			return 'Lost';
	}
}

/** `842 ms`, `3.4 s`, `2 min 05 s`. */
export function duration(ms: number): string {
	if (ms < 1000) return `${Math.round(ms)} ms`;
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.floor(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** How much longer something is kept, to two units: `kept 4 d 23 h`, `expired`. */
export function remaining(ms: number): string {
	if (ms <= 0) return 'expired';
	const minutes = Math.floor(ms / 60_000);
	if (minutes < 1) return 'kept < 1 min';
	const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
	if (days > 0) return `kept ${days} d ${hours} h`;
	return hours > 0 ? `kept ${hours} h ${minutes % 60} min` : `kept ${minutes} min`;
}

const grouped = new Intl.NumberFormat('en-US');

/** A count with its thousands grouped: `12,345`. */
export function count(value: number): string {
	return grouped.format(value);
}

/** `1 row`, `2 rows`. */
export function counted(value: number, noun: string, nouns = `${noun}s`): string {
	return `${count(value)} ${value === 1 ? noun : nouns}`;
}

/** `512 B`, `3.4 kB`, `12 MB`. */
export function bytes(value: number): string {
	if (value < 1000) return `${value} B`;
	if (value < 1_000_000) return `${(value / 1000).toFixed(1)} kB`;
	return `${(value / 1_000_000).toFixed(value < 10_000_000 ? 1 : 0)} MB`;
}
