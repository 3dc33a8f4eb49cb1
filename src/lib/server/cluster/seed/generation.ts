import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './dataset';

/** Raise when what the data sets hold changes. */
export const seedVersion = 1;

/** What one file of generated data holds; its name says it all. */
export interface Generation {
	readonly set: string;
	readonly version: number;
	readonly seed: number;
	readonly scale: number;
	/** Epoch milliseconds of the last moment. */
	readonly end: number;
}

const NAME = /^([a-z]+)-v(\d+)-s(\d+)-x([\d.]+)-(\d+)\.duckdb$/;
const UNFINISHED = /\.duckdb\.(\d+)\.tmp(?:\.wal)?$/;

export const fileOf = ({ set, version, seed, scale, end }: Generation): string =>
	`${set}-v${version}-s${seed}-x${scale}-${end}.duckdb`;

function parse(name: string): Generation | undefined {
	const match = NAME.exec(name);
	if (!match) return undefined;
	const [, set, version, seed, scale, end] = match;
	return { set, version: Number(version), seed: Number(seed), scale: Number(scale), end: Number(end) };
}

/** Generations of a set in a folder that may be served for `wanted`, newest first. `exact`: of that very moment only. */
export function findGenerations(folder: string, wanted: Generation, exact: boolean): readonly Generation[] {
	return readdirSync(folder)
		.flatMap((name) => parse(name) ?? [])
		.filter(
			({ set, version, seed, scale, end }) =>
				set === wanted.set &&
				version === wanted.version &&
				seed === wanted.seed &&
				scale === wanted.scale &&
				(exact ? end === wanted.end : end <= wanted.end)
		)
		.sort((a, b) => b.end - a.end);
}

/** Removes what `kept` replaces: older moments and versions of the same set, seed and scale. */
export function removeReplaced(folder: string, kept: Generation): void {
	for (const name of readdirSync(folder)) {
		const found = parse(name);
		const same = found?.set === kept.set && found.seed === kept.seed && found.scale === kept.scale;
		if (same && (found.end < kept.end || found.version < kept.version))
			rmSync(join(folder, name), { force: true });
	}
}

/** Removes what processes that are no more have left half done. */
export function removeUnfinished(folder: string): void {
	for (const name of readdirSync(folder)) {
		const owner = UNFINISHED.exec(name)?.[1];
		if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(folder, name), { force: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Name under which a generation's file is attached. */
export const attachedName = ({ set, end }: Generation): string => `demo_${set}_${end}`;

export const generationOf = (
	set: DataSet,
	{ seed, scale, end }: { readonly seed: number; readonly scale: number; readonly end: number }
): Generation => ({ set: set.name, version: seedVersion, seed, scale, end });
