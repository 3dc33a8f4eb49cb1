import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.js';

install();
const { findChromium } = await import('./chromium.js');
process.env.CHROMIUM = await findChromium();
const reports = join(root, '.cache/test-reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/**
 * Runs one test runner; gives what its JSON report says, or one failure where it left none.
 * @param {string} title
 * @param {string[]} command
 * @param {(report: string) => {passed: number, failed: number, skipped: number}} read
 */
function runner(title, command, read) {
	console.log(`\n== ${title} ==`);
	const report = join(reports, `${title}.json`);
	const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
	const { status } = spawnSync('npx', [...command.map((word) => word.replace('{report}', report))], {
		cwd: root,
		stdio: 'inherit',
		env
	});
	let counts;
	try {
		counts = read(readFileSync(report, 'utf8'));
	} catch (error) {
		console.error(`${title}: no report (${error})`);
		counts = { passed: 0, failed: 1, skipped: 0 };
	}
	if (status !== 0 && counts.failed === 0) counts.failed = 1;
	return counts;
}

const vitest = runner(
	'vitest',
	['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile.json={report}'],
	(text) => {
		const report = JSON.parse(text);
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests,
			skipped: report.numPendingTests + report.numTodoTests
		};
	}
);
build();
const playwright = runner('playwright', ['playwright', 'test', '--reporter=list,json'], (text) => {
	const { stats } = JSON.parse(text);
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
});

const total = [vitest, playwright].reduce((sum, one) => ({
	passed: sum.passed + one.passed,
	failed: sum.failed + one.failed,
	skipped: sum.skipped + one.skipped
}));
console.log(
	`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
