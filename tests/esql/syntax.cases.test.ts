import { fileTests } from '@lezer/generator/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { parser } from '$lib/esql/syntax/parse';

const folder = join(import.meta.dirname, 'cases');

for (const file of readdirSync(folder)) {
	describe(file, () => {
		for (const { name, run } of fileTests(readFileSync(join(folder, file), 'utf8'), file))
			it(name, () => run(parser));
	});
}
