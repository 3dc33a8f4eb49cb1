import type { Rules } from './rule';
import { scalar } from './rule';

const size = (v: string) => `len(${v})`;
const paired = (sql: (a: string, b: string) => string) =>
	scalar(([a, b]) => `CASE WHEN ${size(a)} = ${size(b)} THEN (${sql(a, b)})::DOUBLE END`);
const sumOf = (a: string, b: string, term: string) =>
	`list_sum(list_transform(list_zip(${a}, ${b}), lambda p: ${term}))`;

/** Scores as the search engine's vector functions give them. */
export const vector: Rules = {
	V_COSINE: paired((a, b) => `(1 + list_cosine_similarity(${a}, ${b})) / 2`),
	V_DOT_PRODUCT: paired((a, b) => `(1 + list_inner_product(${a}, ${b})) / 2`),
	V_HAMMING: paired((a, b) => sumOf(a, b, `bit_count(xor(p[1]::INTEGER & 255, p[2]::INTEGER & 255))`)),
	V_L1_NORM: paired((a, b) => sumOf(a, b, 'abs(p[1] - p[2])')),
	V_L2_NORM: paired((a, b) => `list_distance(${a}, ${b})`),
	V_MAGNITUDE: scalar(([v]) => `sqrt(list_inner_product(${v}, ${v}))::DOUBLE`)
};
