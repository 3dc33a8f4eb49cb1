import { refuse } from '../failure';

const PART = /^(?:(\d+)<)?(-?\d+)(%?)$/;

function amount(clauses: number, number: number, percent: boolean): number {
	const part = percent ? Math.trunc((clauses * number) / 100) : number;
	return part < 0 ? clauses + part : part;
}

/**
 * `minimum_should_match`: a number, a percentage, either negative for what may be missing, or conditions such as
 * `2<-25% 9<-3`. Gives the number of clauses that must match, 0 … clauses.
 */
export function minimumMatch(text: string): (clauses: number) => number {
	const parts = text
		.trim()
		.split(/\s+/)
		.map((part) => PART.exec(part.replace(/\s*<\s*/, '<')));
	const rules = parts.map((part) => {
		if (!part || (parts.length > 1 && part[1] === undefined))
			refuse(400, 'number_format_exception', `For input string: "${text}"`);
		return {
			above: part[1] === undefined ? -1 : Number(part[1]),
			number: Number(part[2]),
			percent: part[3] === '%'
		};
	});
	return (clauses) => {
		const rule = rules.filter(({ above }) => clauses > above).at(-1);
		const required = rule ? amount(clauses, rule.number, rule.percent) : clauses;
		return Math.max(0, Math.min(clauses, required));
	};
}
