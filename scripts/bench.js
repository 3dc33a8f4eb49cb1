import { build, install } from './prepare.js';

install();
build();
const { findChromium } = await import('./chromium.js');
process.env.CHROMIUM = await findChromium();
const { benchRelay } = await import('../tests/bench/relay.js');
const { benchCluster } = await import('../tests/bench/cluster/index.js');
const { benchWeight } = await import('../tests/bench/weight.js');
const { benchLanguage } = await import('../tests/bench/language/index.js');
const { benchResults } = await import('../tests/bench/results/index.js');
const { benchProfile } = await import('../tests/bench/profile/index.js');
const { benchPage } = await import('../tests/bench/page/index.js');
const { benchRuns } = await import('../tests/bench/runs/index.js');
const { table } = await import('../tests/bench/row.js');

const json = process.argv.includes('--json');
const rows = [];
for (const bench of [
	benchWeight,
	benchRelay,
	benchCluster,
	benchLanguage,
	benchResults,
	benchProfile,
	benchRuns,
	benchPage
]) {
	const more = await bench();
	if (!json) console.log(table(more), '\n');
	rows.push(...more);
}
if (json) console.log(JSON.stringify(rows, null, '\t'));
process.exit(0);
