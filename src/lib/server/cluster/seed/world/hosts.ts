/** A machine that serves the shop. */
export interface Host {
	readonly name: string;
	/** Bytes of memory. */
	readonly memory: number;
	/** Usual share of busy processors, 0 … 1. */
	readonly load: number;
}

const regions = ['fra', 'iad', 'gru', 'sin'] as const;
const GIB = 1024 ** 3;

/** Forty machines: ten in each of four regions. */
export const hosts: readonly Host[] = regions.flatMap((region, place) =>
	Array.from({ length: 10 }, (_, index) => ({
		name: `web-${region}-${String(index + 1).padStart(2, '0')}`,
		memory: [16, 32, 64][(index + place) % 3] * GIB,
		load: 0.22 + 0.035 * ((index * 7 + place * 3) % 10)
	}))
);
