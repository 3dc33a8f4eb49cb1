/** One service of the imagined web shop. */
export interface Service {
	readonly name: string;
	readonly team: string;
	/** 1 is the most critical. */
	readonly tier: number;
	readonly language: string;
	/** Milliseconds that 99 % of requests should stay below. */
	readonly objective: number;
}

export const services: readonly Service[] = [
	{ name: 'storefront', team: 'web', tier: 1, language: 'typescript', objective: 400 },
	{ name: 'catalog', team: 'discovery', tier: 1, language: 'kotlin', objective: 250 },
	{ name: 'search', team: 'discovery', tier: 2, language: 'java', objective: 350 },
	{ name: 'cart', team: 'checkout', tier: 1, language: 'go', objective: 200 },
	{ name: 'checkout', team: 'checkout', tier: 1, language: 'go', objective: 800 },
	{ name: 'payments', team: 'payments', tier: 1, language: 'java', objective: 1500 },
	{ name: 'accounts', team: 'identity', tier: 2, language: 'python', objective: 500 },
	{ name: 'assets', team: 'web', tier: 3, language: 'rust', objective: 60 }
];
