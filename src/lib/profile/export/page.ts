import type { Report } from '../report';
import { count, percent, plain, time } from '../words';

/** A page that needs nothing but itself, runs no script, and opens in the workbench again: it carries `json`. */
export function profilePage(report: Report, json: string): string {
	const { summary, findings, stages, plans, heat } = report;
	return [
		'<!doctype html><html lang="en"><head><meta charset="utf-8">',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<title>${escape(report.name)}</title><style>${style}</style></head><body>`,
		`<h1>${escape(report.name)}</h1><p class="lead">${escape(plain(summary.headline))}</p>`,
		`<dl>${summary.facts.map(({ label, says }) => `<dt>${escape(label)}</dt><dd>${escape(plain(says))}</dd>`).join('')}</dl>`,
		'<h2>Advice</h2>',
		findings.length === 0
			? '<p>Nothing stands out.</p>'
			: `<ol>${findings.map((finding) => `<li><b>${escape(plain(finding.title))}</b><br>${escape(plain(finding.evidence))}<br><i>${escape(finding.remedy)}</i></li>`).join('')}</ol>`,
		heat ? `<h2>Query</h2>${heatTable(heat)}` : '',
		'<h2>Operators</h2>',
		...stages.map((stage) => stageTable(stage, report)),
		plans.length > 0 ? '<h2>Plans</h2>' : '',
		...plans.map(
			({ role, nodes, text }) =>
				`<details><summary>${escape(role)} · ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}</summary><pre>${escape(text)}</pre></details>`
		),
		`<script type="application/json" id="profile">${json.replaceAll('<', '\\u003c')}</script></body></html>\n`
	].join('\n');
}

function heatTable({ text, pipes }: NonNullable<Report['heat']>): string {
	const rows = pipes.map(
		(pipe) =>
			`<tr><td class="bar">${bar(pipe.share)}</td><td class="n">${pipe.nanos === undefined ? '' : percent(pipe.share)}</td>` +
			`<td class="n">${arrow(pipe.rowsIn, pipe.rowsOut)}</td><td><pre>${'  '.repeat(pipe.depth)}${escape(text.slice(pipe.from, pipe.to))}</pre>${pipe.pushed ? ' in the index' : ''}</td></tr>`
	);
	return `<table><tr><th></th><th>Time</th><th>Rows</th><th>Pipe</th></tr>${rows.join('')}</table>`;
}

function stageTable(stage: Report['stages'][number], { cpu }: Report): string {
	const rows = stage.steps.map(
		({ label, nanos, rowsIn, rowsOut, pages }) =>
			`<tr><td>${escape(label)}</td><td class="n">${nanos === undefined ? '' : time(nanos)}</td>` +
			`<td class="n">${nanos === undefined || cpu <= 0 ? '' : percent(nanos / cpu)}</td><td class="bar">${bar(cpu > 0 ? (nanos ?? 0) / cpu : 0)}</td>` +
			`<td class="n">${arrow(rowsIn, rowsOut)}</td><td class="n">${pages === undefined ? '' : count(pages)}</td></tr>`
	);
	return (
		`<h3>${escape(stage.label)} · ${stage.drivers.length} drivers on ${stage.nodes.length} nodes</h3>` +
		`<table><tr><th>Operator</th><th>Time</th><th>CPU</th><th></th><th>Rows</th><th>Pages</th></tr>${rows.join('')}</table>`
	);
}

function arrow(rowsIn: number | undefined, rowsOut: number | undefined): string {
	if (rowsIn === undefined) return rowsOut === undefined ? '' : `→ ${count(rowsOut)}`;
	return `${count(rowsIn)} → ${rowsOut === undefined ? '?' : count(rowsOut)}`;
}

const bar = (share: number) => `<meter value="${Math.min(1, share).toFixed(4)}"></meter>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => entities[mark]!);

const style = `
:root{color-scheme:light dark}
body{max-width:980px;margin:32px auto;padding:0 20px;font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:20px}h2{margin-top:28px;font-size:16px}h3{font-size:14px}.lead{font-size:16px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dt{opacity:.7}dd{margin:0}
li{margin:8px 0}table{border-collapse:collapse;width:100%}td,th{padding:3px 12px 3px 0;border-bottom:1px solid #8884;text-align:left;vertical-align:top}
.n{text-align:right;white-space:nowrap}.bar{width:120px}meter{width:110px}pre{display:inline;margin:0;font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap}
details pre{display:block;overflow:auto;white-space:pre}`;
