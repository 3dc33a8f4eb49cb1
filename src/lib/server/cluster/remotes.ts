/** A simulated remote cluster: some of the local indices under another roof, and how it behaves. */
export interface RemoteConfig {
	readonly name: string;
	/** Comma-separated patterns of the local indices that it has too. */
	readonly indices: string;
	/** Milliseconds that it makes a query wait. */
	readonly delay: number;
	/** Comma-separated patterns of its indices whose shard fails. */
	readonly failing: string;
	readonly available: boolean;
	/** Queries go on without it when it is not available. */
	readonly skipUnavailable: boolean;
}

const plain = { delay: 0, failing: '', available: true, skipUnavailable: true };

/** One that answers, one that is slow and has an index that fails, one that is away. */
export const sampleRemotes: readonly RemoteConfig[] = [
	{ ...plain, name: 'eu', indices: 'logs-web-1,logs-web-2,employees,countries' },
	{ ...plain, name: 'us', indices: 'logs-web-3,orders,auth-events', delay: 3000, failing: 'auth-events' },
	{ ...plain, name: 'ap', indices: 'logs-web-4,metrics-host', available: false }
];

/** Longest delay, in milliseconds. */
const maxDelay = 600_000;

const readers = {
	indices: text((value) => ({ indices: value })),
	failing: text((value) => ({ failing: value })),
	delay_ms: (value: unknown) =>
		typeof value === 'number' && value >= 0 && value <= maxDelay
			? { delay: value }
			: `must be a number of milliseconds up to ${maxDelay}`,
	available: flag((value) => ({ available: value })),
	skip_unavailable: flag((value) => ({ skipUnavailable: value }))
} satisfies Record<string, (value: unknown) => Partial<RemoteConfig> | string>;

function text(read: (value: string) => Partial<RemoteConfig>) {
	return (value: unknown) => (typeof value === 'string' ? read(value) : 'must be a string');
}

function flag(read: (value: boolean) => Partial<RemoteConfig>) {
	return (value: unknown) => (typeof value === 'boolean' ? read(value) : 'must be true or false');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isKey = (key: string): key is keyof typeof readers => Object.hasOwn(readers, key);

/**
 * `{"eu": {"indices": "logs-*", "delay_ms"?, "failing"?, "available"?, "skip_unavailable"?}, …}` → remotes. `say` takes a
 * sentence for each thing that is wrong.
 */
export function readRemotes(json: unknown, say: (problem: string) => void): readonly RemoteConfig[] {
	if (!isObject(json)) {
		say('must hold an object of remote clusters by name.');
		return [];
	}
	return Object.entries(json).flatMap(([name, entry]) => {
		if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
			say(`"${name}" is no name for a remote: use lower-case letters, digits, "-" and "_".`);
			return [];
		}
		if (!isObject(entry) || typeof entry.indices !== 'string') {
			say(`${name} must be an object with "indices".`);
			return [];
		}
		let remote: RemoteConfig = { ...plain, name, indices: '' };
		for (const [key, value] of Object.entries(entry)) {
			const read = isKey(key)
				? readers[key](value)
				: `is not known: the keys are ${Object.keys(readers).join(', ')}`;
			if (typeof read === 'string') say(`${name}.${key} ${read}.`);
			else remote = { ...remote, ...read };
		}
		return [remote];
	});
}

/** The value of `WORKBENCH_DEMO_REMOTES` → remotes: `true` for the samples, else the path of a JSON file. */
export function remotesOf(
	setting: string | undefined,
	readFile: (path: string) => string,
	say: (problem: string) => void
): readonly RemoteConfig[] {
	if (!setting || setting === 'false') return [];
	if (setting === 'true') return sampleRemotes;
	let json: unknown;
	try {
		json = JSON.parse(readFile(setting));
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		say(`WORKBENCH_DEMO_REMOTES names ${setting}, which cannot be read as JSON: ${cause}.`);
		return [];
	}
	return readRemotes(json, (problem) => say(`WORKBENCH_DEMO_REMOTES: ${setting}: ${problem}`));
}
