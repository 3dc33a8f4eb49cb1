import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

/** Days after which the ownership of an async query is forgotten: longer than clusters keep results by default. */
const days = 30;
const most = 100_000;

interface Claim {
	readonly owner: string;
	readonly at: number;
}

/** Which session has started which async query. Kept in a file, so that a restart gives nobody's results away. */
export class Owners {
	readonly #claims = new Map<string, Claim>();
	readonly #append: (line: string) => void;

	/** `path`: where claims are kept; none keeps them in memory. `say` is told when the file can't be used. */
	constructor(path: string | undefined, say: (sentence: string) => void, now = Date.now()) {
		for (const [key, claim] of path === undefined ? [] : claimsIn(path)) {
			if (claim.at > now - days * 86_400_000) this.#claims.set(key, claim);
		}
		let usable = path !== undefined;
		const trying = (work: (path: string) => void) => {
			if (!usable || path === undefined) return;
			try {
				work(path);
			} catch (error) {
				usable = false;
				say(
					`Who started which query is known to this process only: ${path} can't be written (${error instanceof Error ? error.message : String(error)}).`
				);
			}
		};
		trying((path) => writeFileSync(path, [...this.#claims].map(lineOf).join(''), { mode: 0o600 }));
		this.#append = (line) => trying((path) => appendFileSync(path, line));
	}

	/** From now on the query is the owner's. */
	claim(cluster: string, id: string, owner: string, now = Date.now()): void {
		const entry: [string, Claim] = [keyOf(cluster, id), { owner, at: now }];
		this.#claims.set(...entry);
		const [oldest] = this.#claims.size > most ? this.#claims.keys() : [];
		if (oldest !== undefined) this.#claims.delete(oldest);
		this.#append(lineOf(entry));
	}

	/** Whose it is; undefined when nobody here is known to have started it. */
	ownerOf(cluster: string, id: string): string | undefined {
		return this.#claims.get(keyOf(cluster, id))?.owner;
	}
}

const keyOf = (cluster: string, id: string) =>
	createHash('sha256').update(`${cluster}\n${id}`).digest('base64url');

const lineOf = ([key, { owner, at }]: readonly [string, Claim]) => `${JSON.stringify([key, owner, at])}\n`;

function claimsIn(path: string): readonly (readonly [string, Claim])[] {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return [];
	}
	return text.split('\n').flatMap((line) => {
		const [, key, owner, at] = /^\["([\w-]+)","((?:[^"\\]|\\.)*)",(\d+)\]$/.exec(line) ?? [];
		return key === undefined
			? []
			: [[key, { owner: JSON.parse(`"${owner}"`) as string, at: Number(at) }] as const];
	});
}
