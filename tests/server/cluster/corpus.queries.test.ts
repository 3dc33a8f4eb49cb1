import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnType } from '$lib/server/cluster/sql/types';
import { Universe } from './corpus.universe';
import { Laboratory } from './laboratory';

const file = join(import.meta.dirname, '../../../../shared/corpus/queries.jsonl');
const present = existsSync(file);
if (!present) console.warn(`skipped: the queries are not at ${file}`);

interface Entry {
	readonly query: string;
	readonly valid: boolean;
}

describe.skipIf(!present).each([false, true])(
	'every valid query of the corpus, multi-valued fields: %s',
	(multi) => {
		let laboratory: Laboratory;
		beforeAll(async () => {
			laboratory = await Laboratory.open();
		});

		it('runs or is refused in words', async () => {
			const entries = readFileSync(file, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as Entry)
				.filter(({ valid }) => valid);
			const wrong: string[] = [];
			const refusals = new Map<string, number>();
			let ran = 0;
			for (const { query } of entries) {
				try {
					const plan = new Universe(query, multi).settled();
					if ('kind' in plan) {
						const line = plan.reason.split('\n')[1] ?? plan.reason;
						const kind = line.replace(/^line \d+:\d+: /, '').replace(/\[[^\]]*\]/g, '[]');
						refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
						continue;
					}
					laboratory.gates.begin(1, plan.sites);
					const reader = await laboratory.connection.runAndReadAll(plan.sql);
					laboratory.gates.end(1);
					const types = reader.columnTypes().map((type) => String(type).replaceAll('"', ''));
					const promised = plan.columns.map(({ type, multi: list }) => columnType(type, list));
					if (plan.columns.length > 0 && types.join() !== promised.join())
						wrong.push(`${query}\n\ttypes ${types.join()} instead of ${promised.join()}`);
					ran++;
				} catch (error) {
					wrong.push(`${query}\n\t${String(error).slice(0, 400)}`);
				}
			}
			const reasons = [...refusals].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} × ${kind}`);
			if (process.env.SHOW_REFUSALS) console.info(reasons.join('\n'));
			console.info(`corpus: ${ran} of ${entries.length} valid queries run, the others are refused`);
			expect(wrong).toEqual([]);
			expect(ran).toBeGreaterThan(entries.length * 0.5);
		}, 120_000);
	}
);
