import type { Analysis } from '../analysis';
import { placeholders } from '../placeholders';
import { type Circumstances, type Finding, finding } from './finding';

/** Placeholders without a value, each at all of its places. */
export function missingParams({ parsed }: Analysis, { params }: Circumstances): readonly Finding[] {
	if (!params) return [];
	let anonymous = 0;
	return placeholders(parsed).flatMap(({ name, uses }) => {
		const key = name === '' ? String(++anonymous) : name;
		if (params.has(key)) return [];
		return uses.map((use) =>
			finding(
				use,
				'warning',
				'missing_param',
				`Parameter [${parsed.text.slice(use.from, use.to)}] has no value`
			)
		);
	});
}
