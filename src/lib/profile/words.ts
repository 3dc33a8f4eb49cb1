/** A piece of a sentence. `step` and `node` say what it speaks of, so that a reader can go there. */
export interface Piece {
	readonly text: string;
	readonly strong?: boolean;
	readonly step?: string;
	readonly node?: string;
}

/** A sentence in pieces. */
export type Sentence = readonly Piece[];

type Part = string | Piece;

/** `sentence`It took ${strong('3 s')}.`` */
export function sentence(strings: TemplateStringsArray, ...parts: readonly (Part | Sentence)[]): Sentence {
	return strings.flatMap((text, at): readonly Piece[] => {
		const part = parts[at];
		const after =
			part === undefined ? [] : typeof part === 'string' ? [{ text: part }] : 'text' in part ? [part] : part;
		return text === '' ? after : [{ text }, ...after];
	});
}

export const strong = (text: string): Piece => ({ text, strong: true });
export const stepWord = (text: string, step: string): Piece => ({ text, step });
export const nodeWord = (node: string): Piece => ({ text: node, node });

export function plain(pieces: Sentence): string {
	return pieces.map(({ text }) => text).join('');
}

/** `930 ns`, `42 µs`, `8.2 ms`, `3.41 s`, `2 min 05 s`. */
export function time(nanos: number): string {
	if (nanos < 1000) return `${Math.round(nanos)} ns`;
	if (nanos < 999_500) return `${digits(nanos / 1e3)} µs`;
	if (nanos < 999_500_000) return `${digits(nanos / 1e6)} ms`;
	if (nanos < 59_950_000_000) return `${(nanos / 1e9).toPrecision(3)} s`;
	const seconds = Math.round(nanos / 1e9);
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

function digits(value: number): string {
	return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}

const grouped = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345`. */
export const count = (value: number): string => grouped.format(value);

/** `12.3K`, for where there is little room. */
export const short = (value: number): string =>
	value < 10_000 ? grouped.format(value) : compact.format(value);

export function counted(value: number, noun: string): string {
	return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `37 %`, `0.4 %`, `< 0.1 %`. */
export function percent(share: number): string {
	const value = share * 100;
	if (value > 0 && value < 0.1) return '< 0.1 %';
	if (value > 99.5 && value < 100) return '> 99 %';
	return `${value >= 9.95 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** `3.2×`, `12×`. */
export const factor = (times: number): string => `${times < 9.95 ? times.toFixed(1) : Math.round(times)}×`;

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
	return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
