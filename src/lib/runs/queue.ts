/** A run that waits for its turn. */
export interface Waiting {
	/** `ahead` others come first. Called whenever that changes, and never after `go`. */
	moved(ahead: number): void;
	go(): void;
}

interface Place {
	readonly cluster: string;
	/** Undefined once it runs. */
	waiting?: Waiting | undefined;
	/** As it was told last. */
	ahead?: number;
}

/** Lets at most so many runs of one cluster go at a time, in the order they came. */
export class RunQueue {
	readonly #limit: () => number;
	#places: readonly Place[] = [];

	constructor(limit: () => number) {
		this.#limit = limit;
	}

	/** Joins the end; `go` is called at once where there is room. Gives back what leaves the queue or frees the room. */
	enter(cluster: string, waiting: Waiting): () => void {
		return this.#add({ cluster, waiting });
	}

	/** Takes room for a run that goes already, whatever the limit. Gives back what frees it. */
	occupy(cluster: string): () => void {
		return this.#add({ cluster });
	}

	/** Lets go whom a changed limit allows. */
	review(): void {
		for (const cluster of new Set(this.#places.map((place) => place.cluster))) this.#advance(cluster);
	}

	#add(place: Place): () => void {
		this.#places = [...this.#places, place];
		this.#advance(place.cluster);
		return () => {
			if (!this.#places.includes(place)) return;
			this.#places = this.#places.filter((other) => other !== place);
			this.#advance(place.cluster);
		};
	}

	#advance(cluster: string): void {
		const here = this.#places.filter((place) => place.cluster === cluster);
		const room = this.#limit() - here.filter(({ waiting }) => waiting === undefined).length;
		const line = here.filter(({ waiting }) => waiting !== undefined);
		const chosen = line.slice(0, Math.max(0, room)).map((place) => {
			const { waiting } = place;
			place.waiting = undefined;
			return waiting;
		});
		line.slice(chosen.length).forEach((place, ahead) => {
			if (place.ahead === ahead) return;
			place.ahead = ahead;
			place.waiting?.moved(ahead);
		});
		for (const waiting of chosen) waiting?.go();
	}
}
