import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from './cases/case';
import { commands } from './cases/commands';
import { dateFormats } from './cases/dateformats';
import { dates } from './cases/dates';
import { inline } from './cases/inline';
import { lists } from './cases/lists';
import { numbers } from './cases/numbers';
import { texts } from './cases/texts';
import { parts } from './cases/parts';
import { passages } from './cases/passages';
import { places } from './cases/places';
import { ranking } from './cases/ranking';
import { scalars } from './cases/scalars';
import { search } from './cases/search';
import { series } from './cases/series';
import { sources } from './cases/sources';
import { stock } from './cases/shelf';
import { stats } from './cases/stats';
import { Laboratory } from './laboratory';

let laboratory: Laboratory;
beforeAll(async () => {
	laboratory = await Laboratory.open();
	await stock(laboratory);
});

async function check({ query, columns, rows, texts, warnings, refused }: Case): Promise<void> {
	if (refused !== undefined) {
		const failure = laboratory.compile(query);
		const reason = 'kind' in failure ? failure.reason : `answered: ${failure.sql}`;
		if (typeof refused === 'string') expect(reason).toBe(refused);
		else expect(reason).toMatch(refused);
		return;
	}
	const answer = await laboratory.run(query);
	if (columns !== undefined)
		expect(answer.columns.map(({ name, type }) => `${name}:${type}`).join(', ')).toBe(columns);
	if (rows) expect(answer.rows.map((row) => row.map((cell) => JSON.parse(cell) as unknown))).toEqual(rows);
	if (texts) expect(answer.rows).toEqual(texts);
	if (warnings) expect(answer.warnings.filter((text) => !text.startsWith('No limit'))).toEqual(warnings);
}

const groups: Readonly<Record<string, readonly Case[]>> = {
	commands,
	stats,
	scalars,
	numbers,
	texts,
	lists,
	inline,
	dates,
	dateFormats,
	search,
	places,
	parts,
	ranking,
	sources,
	passages,
	series
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
	it.each(cases)('$query', check);
});
