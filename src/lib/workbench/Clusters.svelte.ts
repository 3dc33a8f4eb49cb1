import { askCluster, fetchClusters, type ClusterChoice, type ClusterHealth } from './cluster';
import { signOut } from './sign-in';

/** The clusters on offer and how they are. */
export class Clusters {
	choices: readonly ClusterChoice[] = $state.raw([]);
	/** Why the list could not be had; undefined while it is loading or when it is there. */
	problem: string | undefined = $state();
	#health: Readonly<Record<string, ClusterHealth>> = $state.raw({});

	/** Asks for the list, then asks each cluster who it is. */
	async load(): Promise<void> {
		try {
			this.choices = await fetchClusters();
			this.problem = undefined;
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
		this.#health = { ...this.#health, [id]: { kind: 'asking' } };
		const health = await askCluster(id);
		this.#health = { ...this.#health, [id]: health };
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
