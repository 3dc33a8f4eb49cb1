import type { Problem } from '$lib/protocol/problem';
import { askCluster, fetchClusters, type ClusterChoice, type ClusterHealth } from './cluster';
import { signOut } from './sign-in';

const PROBE = 60_000;

/** The clusters on offer and how they are. */
export class Clusters {
	choices: readonly ClusterChoice[] = $state.raw([]);
	/** Why the list could not be had; undefined while it is loading or when it is there. */
	problem: string | undefined = $state();
	/** Settles once the clusters are known. */
	readonly known: Promise<void>;
	#health: Readonly<Record<string, ClusterHealth>> = $state.raw({});
	#knowing: () => void = () => undefined;

	constructor() {
		this.known = new Promise((resolve) => (this.#knowing = resolve));
	}

	/** Asks for the list, then asks each cluster who it is. */
	async load(): Promise<void> {
		try {
			this.choices = await fetchClusters();
			this.problem = undefined;
			this.#knowing();
		} catch (cause) {
			this.problem = cause instanceof Error ? cause.message : String(cause);
			return;
		}
		await Promise.all(this.choices.map((choice) => this.refresh(choice.id)));
	}

	async refresh(id: string): Promise<void> {
		const { auth, signedIn } = this.choices.find((choice) => choice.id === id) ?? {};
		if (auth === 'personal' && signedIn !== true) {
			this.#health = { ...this.#health, [id]: { kind: 'closed' } };
			return;
		}
		if (this.#health[id]?.kind !== 'up' && this.#health[id]?.kind !== 'down')
			this.#health = { ...this.#health, [id]: { kind: 'asking' } };
		const health = await askCluster(id);
		this.#health = { ...this.#health, [id]: health };
	}

	/** A run has ended so: the cluster is asked how it is where that is not what the page thinks of it. */
	hear(id: string, problem: Problem | undefined): void {
		if (isUnreached(problem) !== (this.health(id).kind === 'down')) void this.refresh(id);
	}

	/** Asks a cluster how it is from time to time while the page is seen, and when it is seen again. Gives back what ends that. */
	keepFresh(id: () => string | undefined): () => void {
		const look = () => {
			const current = id();
			if (!document.hidden && current !== undefined) void this.refresh(current);
		};
		const timer = setInterval(look, PROBE);
		document.addEventListener('visibilitychange', look);
		addEventListener('online', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
			removeEventListener('online', look);
		};
	}

	/** Forgets this person's credentials for the cluster. */
	async signOut(id: string): Promise<void> {
		await signOut(id);
		await this.load();
	}

	health(id: string): ClusterHealth {
		return this.#health[id] ?? { kind: 'asking' };
	}

	/** The named cluster, or the first on offer where it is not (or no longer) there. */
	choice(id: string): ClusterChoice | undefined {
		return this.choices.find((choice) => choice.id === id) ?? this.choices[0];
	}
}

/** Whether a failure says something about the cluster rather than the query. */
function isUnreached(problem: Problem | undefined): boolean {
	return (
		problem !== undefined && (problem.kind !== 'cluster' || problem.status === 401 || problem.status >= 500)
	);
}
